"""What every lesson owes its readers, read from what it stores: nothing is run."""

import json
import re
from collections import Counter
from html import unescape
from pathlib import Path

import pytest

import course
from lessons.rerun import LESSONS, code_cells, source

EACH = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
A_MINUTE = 220  # words
CITED = "Author et al. 2000 "  # what a reader sees of a source, give or take
VIEW = "application/vnd.jupyter.widget-view+json"
ASKS = "v2v-task", "v2v-predict"
FOLDS = {
    "hide-input": {"source_hidden": True},
    "hide-cell": {"source_hidden": True, "outputs_hidden": True},
}
# Where code is what a reader came for; elsewhere it is folded.
OPEN = {
    "The model in the open",
    "Change it",
    "How a swap is computed",
    "More people, more processes",
}
DO = re.compile(r"\b(look|watch|try|count|press|move|compare|set)\b", re.IGNORECASE)
LEAST_SHARE, MOST_SHARE = 0.2, 0.5  # of the right answers that stand at one place


def cells_of(path):
    return json.loads(path.read_text("utf-8"))["cells"]


def html_of(cell):
    """Return the stored HTML of a code cell's outputs."""
    found = (one.get("data", {}).get("text/html", "") for one in cell["outputs"])
    return "".join("".join(one) for one in found)


def acts(cell):
    """Whether a cell gives a reader something to do: a question, or sliders."""
    if cell["cell_type"] != "code":
        return False
    views = any(VIEW in one.get("data", {}) for one in cell["outputs"])
    return views or any(one in html_of(cell) for one in ASKS)


def visible(markdown):
    """Return the words of a cell that a reader sees."""
    text = re.sub(r"(?m)^:::.*$|^:alt:.*$|^:class:.*$", "", markdown)
    text = re.sub(r"\{cite\}`([^`]+)`", lambda m: CITED * (m[1].count(",") + 1), text)
    text = re.sub(r"\{term\}`([^`<]+?)\s*(?:<[^`]*>)?`", r"\1", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return [word for word in text.split() if re.search(r"\w", word)]


@EACH
def test_there_is_something_to_do_within_a_minute(path):
    words = []
    for cell in cells_of(path):
        if acts(cell):
            break
        if cell["cell_type"] == "markdown" and source(cell) != course.AS_NOTEBOOK:
            words += visible(source(cell))
    assert len(words) <= A_MINUTE, f"{len(words)} words before the first thing to do"


@EACH
def test_what_the_page_folds_is_folded_in_jupyterlab(path):
    for cell in code_cells(path):
        for tag in cell["metadata"].get("tags", []):
            folded = cell["metadata"].get("jupyter", {})
            assert FOLDS.get(tag, {}).items() <= folded.items(), source(cell)


@EACH
def test_code_is_open_only_where_a_reader_came_for_it(path):
    heading = ""
    for cell in cells_of(path):
        if cell["cell_type"] == "markdown":
            heading = (re.findall(r"(?m)^##+ (.*)$", source(cell)) or [heading])[-1]
        elif not FOLDS.keys() & set(cell["metadata"].get("tags", [])):
            assert heading in OPEN, source(cell)


@EACH
def test_no_import_stands_between_a_question_and_what_answers_it(path):
    waiting = False
    for cell in cells_of(path):
        if cell["cell_type"] == "code" and waiting:
            assert not source(cell).startswith(("from ", "import ")), source(cell)
        waiting = acts(cell) and "Predict first" in html_of(cell)


def predictions(path):
    """Yield (choices, answers, the right choice) of each question that needs no model."""
    for cell in code_cells(path):
        if "v2v-predict" in (html := html_of(cell)):
            told = re.findall(
                r"<summary>(.*?)</summary><p><strong>(.*?)</strong>(.*?)</p>", html
            )
            right = next(choice for choice, verdict, _ in told if verdict == "Yes.")
            yield [one[0] for one in told], [one[2] for one in told], right


@EACH
def test_an_answer_given_before_looking_ends_in_something_to_do(path):
    for _, answers, _ in predictions(path):
        for answer in answers:
            assert DO.search(answer), answer


def places(path):
    """Yield (place, of how many) of the right answer of each question with choices."""
    for choices, _, right in predictions(path):
        yield choices.index(right), len(choices)
    for cell in code_cells(path):
        html = html_of(cell)
        if "v2v-task" in html and (offered := re.findall(r"<li>(.*?)</li>", html)):
            answer = re.search(r"</summary><p>“(.*?)”\.</p>", html)
            if answer and unescape(answer[1]) in map(unescape, offered):
                yield offered.index(answer[1]), len(offered)


def test_no_place_tells_the_right_answer():
    found = [one for path in LESSONS for one in places(path)]
    threes = Counter(place for place, of in found if of == 3)
    assert set(threes) == {0, 1, 2}
    for place, count in threes.items():
        share = count / threes.total()
        assert LEAST_SHARE <= share <= MOST_SHARE, f"place {place + 1}: {share:.0%}"


@EACH
def test_the_right_answers_of_a_lesson_do_not_all_stand_at_one_place(path):
    found = [place for place, _ in places(path)]
    assert len(found) < 2 or len(set(found)) > 1, found


PLANS = Path(__file__).parents[2] / "book" / "teaching"


@EACH
def test_the_plan_of_a_lesson_says_for_whom_it_is(path):
    plan = (PLANS / f"{path.stem}.md").read_text("utf-8")
    told = re.findall(r"(?m)^(Level|They need)\n: \S", plan)
    assert told == ["Level", "They need"]
