"""The students' edition holds no byte of what is right."""

import json
import re
import sys
from pathlib import Path

import pytest

import course

sys.path.append(str(Path(__file__).parents[2] / "book" / "_ext"))
import student_edition
import task_list

LESSONS = sorted(course.LESSONS.glob("*.ipynb"))
PLANS = sorted((course.ROOT / "book/teaching").glob("[0-9]*.md"))
EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
EXERCISES = re.compile(r"^## Exercises$", re.MULTILINE)


def outputs_of(notebook):
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            yield (
                "".join(data.get("text/html", "")),
                "".join(data.get("text/plain", "")),
            )


def secrets(path):
    """Return what only somebody who knows the answers could write: answers and solutions."""
    notebook, found, exercises = json.loads(path.read_text("utf-8")), set(), False
    for html, text in outputs_of(notebook):
        if "v2v-task-still" in html:
            found |= {re.search(r"<summary>Show the answer.*", html)[0]}
            found |= {one for one in text.splitlines() if one[:4] in ("Answ", "Not ")}
        if "v2v-predict" in html:
            found |= set(re.findall(r"<strong>(?:Yes|No)\.</strong> .*?</p>", html))
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        exercises = exercises or bool(EXERCISES.search(text))
        if cell["cell_type"] == "code" and "hide-cell" in cell["metadata"].get(
            "tags", []
        ):
            printed = "".join("".join(one.get("text", "")) for one in cell["outputs"])
            lines = f"{text}\n{printed}".splitlines() if exercises else []
            found |= {line.strip() for line in lines if len(line) > 30}
        if "Predict(" in text:
            found |= set(re.findall(r"right=.*", text))
    return {one for one in found if one}


@EACH
def test_a_notebook_to_download_has_no_answer(path):
    notebook = json.loads(path.read_text("utf-8"))
    whole = json.dumps(notebook, ensure_ascii=False)
    kept = json.dumps(student_edition.without_solutions(notebook), ensure_ascii=False)
    known = [json.dumps(one, ensure_ascii=False)[1:-1] for one in secrets(path)]
    assert any(one in whole for one in known) and not [x for x in known if x in kept]
    assert "v2v-answer" not in kept


@EACH
def test_a_notebook_to_download_still_asks(path):
    notebook = json.loads(path.read_text("utf-8"))
    asked = [re.findall(r'"v2v-q">(.*?)</p>', html) for html, _ in outputs_of(notebook)]
    student_edition.without_solutions(notebook)
    left = [re.findall(r'"v2v-q">(.*?)</p>', html) for html, _ in outputs_of(notebook)]
    assert [x for x in left if x] == [x for x in asked if x] != []


@EACH
def test_code_without_its_predictions_is_still_code(path):
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            kept = student_edition.without_predictions(text)
            compile(kept, path.name, "exec")
            assert not re.search(r"(?<!import )\bPredict\(", kept)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_a_plan_for_teachers_is_its_heading_alone(path):
    text = path.read_text("utf-8")
    kept = student_edition.without_plan(text)
    assert kept.splitlines()[0] in text and "Expect" in text and "Expect" not in kept


@EACH
def test_a_plan_lists_every_question_with_its_answer(path):
    told, asked = task_list.listed(path), task_list.asked(path)
    assert told.count("<strong>Answer: ") == len(asked) > 0
    plan = (course.ROOT / "book/teaching" / f"{path.stem}.md").read_text("utf-8")
    assert f"% sheet of {path.stem}" in plan


@pytest.mark.soak
def test_the_built_edition_has_no_answer_in_any_file(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "STUDENTS", tmp_path)
    monkeypatch.setenv("COURSE_EDITION", "student")
    assert course.build_for_students() == 0
    site = tmp_path / "_build" / "html"
    assert not leaks(site)
    for path in LESSONS:
        page = (site / "lessons" / f"{path.stem}.html").read_text("utf-8")
        assert student_edition.NO_BUTTON in page


def leaks(site):
    """Return (file, answer) of every answer that a built site holds."""
    known = {one for path in LESSONS for one in secrets(path)} | {'v2v-answer"><summ'}
    files = [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".ipynb", ".md", ".js", ".json", ".txt")
    ]
    texts = {path: path.read_text("utf-8", errors="replace") for path in files}
    return [
        (path.relative_to(site).as_posix(), one)
        for path, text in texts.items()
        for one in known
        if one in text or json.dumps(one, ensure_ascii=False)[1:-1] in text
    ]
