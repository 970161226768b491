"""Every question of a bank is right: read back from the files, and computed anew by the page."""

import html
import re
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from moodle_xml_parser.parser import parse_file
from onyx2moodle.classifier import classify
from onyx2moodle.parser import parse_item

from cartlab.explorer import assemble
from cartlab.tasks import script
from cartlab.tasks.bank import moodle, qti
from cartlab.tasks.bank.__main__ import grouped
from cartlab.tasks.bank.variants import numbers
from pages.robot import WITH_TASKS, tasks_of
from tasks.conftest import quick_tasks

ITEMS = 1000
ANEW = """([explorer, specs]) => specs.map(
  (spec) => cartlab.tasks.ask(spec, explorer, [["solution", null]])[0])"""
SAME = 2e-5  # relative: the files have six digits


@pytest.fixture(scope="session")
def anew(browser):
    """The page's own run of tasks: anew(task, specs), the solution of each."""
    page = browser.new_page()
    scripts = (
        assemble.engine_script(),
        assemble.explorer_script(),
        script.classic_script(),
    )
    for text in scripts:
        page.add_script_tag(content=text)
    yield lambda task, specs: page.evaluate(ANEW, [task.lab.picture.spec, specs])
    page.close()


class Bank:
    """A bank of tasks, written and read back."""

    def __init__(self, folder, tasks, count, fewer=None):
        self.tasks = {task.spec["id"]: task for task in tasks}
        self.groups = [
            group
            for task in tasks
            for group in grouped(
                [task], fewer if fewer and task.kind != "number" else count, seed=1
            )[0]
        ]
        self.moodle, self.qti = folder / "moodle.xml", folder / "qti.zip"
        moodle.write(self.moodle, "A lesson / & <more>", self.groups)
        qti.write(self.qti, "A lesson / & <more>", self.groups)
        with ZipFile(self.qti) as package:
            package.extractall(folder)
            self.names = package.namelist()
        self.items = {
            path.stem.removeprefix("item-"): parse_item(path)
            for path in (folder / "items").iterdir()
        }

    def questions(self):
        """Yield (id, task, question) of all that is in the Moodle file."""
        for one in ET.parse(self.moodle).getroot():
            if one.get("type") != "category":
                id = one.findtext("idnumber")
                yield id, self.tasks[id.split("-")[0]], one


@pytest.fixture(scope="session")
def bank(tmp_path_factory):
    return Bank(tmp_path_factory.mktemp("bank"), quick_tasks(), 750, fewer=50)


@pytest.fixture(scope="session")
def lesson_bank(tmp_path_factory):
    return Bank(tmp_path_factory.mktemp("lesson"), tasks_of(WITH_TASKS[0]), 4)


def settings_in(task, question):
    """Return {parameter: value} of the table that a reader of the question sees."""
    rows = re.findall(r"<th>(.*?)</th><td>(.*?)</td>", question.findtext("questiontext/text"))  # fmt: skip
    names = {one.label or one.about: n for n, one in task.lab.model.parameters.items()}
    found = {names[label]: next(numbers(text), None) for label, text in rows}
    return {name: value for name, value in found.items() if value is not None}


def at_settings(value, settings):
    """Return a task's spec with the sliders elsewhere; what it sets itself stays."""
    if isinstance(value, list):
        return [at_settings(one, settings) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: at_settings(one, settings) for key, one in value.items()}
    if "read" in value or "extreme" in value:
        made["at"] = {n: x for n, x in value["at"].items() if n not in settings}
    return made


def asked(task, question):
    """Return the specs of a question: its own, and one for each misconception."""
    settings = settings_in(task, question)
    spec = at_settings(dict(task.spec), settings)
    spec["at"] = {**spec["at"], **settings}
    if task.kind == "reach":
        moved = task.spec["moves"][0]
        spec["stay"] = {**spec["stay"], **{n: x for n, x in settings.items() if n != moved}}  # fmt: skip
    wrong = spec["wrong"] if task.kind == "number" else []
    return [spec, *(spec | {"answer": one["answer"]} for one in wrong)]


def faults(bank, anew):
    """Return the questions of a bank that the page answers otherwise."""
    found = []
    for id, task in bank.tasks.items():
        questions = [one for key, _, one in bank.questions() if key.startswith(id)]
        specs = [asked(task, one) for one in questions]
        answers = iter(anew(task, [spec for each in specs for spec in each]))
        for question, each in zip(questions, specs, strict=True):
            right, *wrong = [next(answers) for _ in each]
            if not agrees(task, question, right, wrong):
                found.append((question.findtext("idnumber"), right, wrong))
    return found


def agrees(task, question, right, wrong):
    if task.kind == "order":
        parts = question.findall("subquestion")
        places = {plain(one.findtext("text")): int(one.findtext("answer/text")) for one in parts}  # fmt: skip
        return sorted(places, key=places.get) == right
    answers = question.findall("answer")
    (best,) = [one for one in answers if one.get("fraction") == "100"]
    if task.kind == "choice":
        return plain(best.findtext("text")) == right
    right = right[task.spec["moves"][0]] if task.kind == "reach" else right
    others = [one for one in answers if one is not best]
    written = [float(one.findtext("text")) for one in (best, *others)]
    close = float(best.findtext("tolerance"))
    apart = all(abs(one - written[0]) > close for one in written[1:])
    if task.kind == "reach":
        wrong = written[1:]  # found on the page by a search, not by a computation
    return written == pytest.approx([right, *wrong], rel=SAME) and apart


def plain(text):
    return "".join(ET.fromstring(text).itertext())


def test_a_thousand_questions_are_answered_alike_by_the_page(bank, lesson_bank, anew):
    assert sum(map(len, bank.groups + lesson_bank.groups)) >= ITEMS
    assert not faults(bank, anew)
    assert not faults(lesson_bank, anew)


@pytest.mark.soak
@pytest.mark.parametrize("path", WITH_TASKS, ids=lambda path: path.stem)
def test_all_questions_of_all_lessons_are_answered_alike_by_the_page(
    path, anew, tmp_path
):
    assert not faults(Bank(tmp_path, tasks_of(path), 30), anew)


def test_a_converter_that_is_not_ours_reads_every_item_of_the_package(lesson_bank):
    written = {id: question for id, _, question in lesson_bank.questions()}
    assert lesson_bank.items.keys() == written.keys()
    for id, item in lesson_bank.items.items():
        assert classify(item).convertible, id
        (declared,) = item.response_decls.values()
        if declared.base_type == "float":
            (best,) = written[id].findall("answer[@fraction='100']")
            assert declared.correct_values == [best.findtext("text")]
        assert len(item.interactions) == 1


def test_the_package_names_every_file_that_is_in_it(lesson_bank):
    with ZipFile(lesson_bank.qti) as package:
        manifest = ET.fromstring(package.read("imsmanifest.xml"))
    named = [one.get("href") for one in manifest.iter() if one.tag.endswith("}file")]
    assert sorted([*named, "imsmanifest.xml"]) == sorted(lesson_bank.names)


def test_a_parser_that_is_not_ours_reads_every_choice_without_a_word(bank, capsys):
    found = parse_file(bank.moodle)["multichoice"]
    choices = [q for _, task, q in bank.questions() if task.kind == "choice"]
    assert len(found) == len(choices) > 10
    for one in found:
        assert [o.answer for o in one.options if o.score_fraction == 100] == ["<p>no</p>"]  # fmt: skip
        told = [html.unescape(o.feedback) for o in one.options]
        assert told == ["<p>More < half.</p>", "<p>So it is.</p>"]
    assert capsys.readouterr().out == ""


def test_the_same_seed_is_the_same_bank_and_another_seed_another(tmp_path):
    def written(seed, name):
        moodle.write(tmp_path / name, "A", grouped(quick_tasks()[:1], 5, seed)[0])
        return (tmp_path / name).read_bytes()

    assert written(1, "a.xml") == written(1, "b.xml") != written(2, "c.xml")
