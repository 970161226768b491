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
from cartlab.tasks.bank.items import item_of
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
    parameters = task.lab.model.parameters
    names = {one.label or one.about: n for n, one in parameters.items()}
    said = {names[label]: next(numbers(text), None) for label, text in rows}
    assert list(said) == list(task.lab.names)  # a question says where all sliders stand
    return {n: x for n, x in said.items() if parameters[n].kind in ("number", "whole")}


def at_settings(value, task):
    """Return a task's spec with readings from the sliders; what it sets itself stays."""
    if isinstance(value, list):
        return [at_settings(one, task) for one in value]
    if not isinstance(value, dict):
        return value
    made = {key: at_settings(one, task) for key, one in value.items()}
    lab = task.lab
    if set(value.get("at", ()) if "read" in value or "extreme" in value else ()) >= set(
        lab.names
    ):  # a scene: what it does not name stands where the explorer opens
        own = {n: x for n, x in value["at"].items() if x != lab.reference[n]}
        made["at"] = own | {n: x for n, x in value["at"].items() if n in task.at}
    return made


def asked(task, question):
    """Return the specs of a question: its own, and one for each misconception."""
    settings = settings_in(task, question)
    spec = at_settings(dict(task.spec), task)
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
    best, *also = [one for one in answers if one.get("fraction") == "100"]
    assert len(also) <= (task.kind == "reach")  # the place, or the next one
    if task.kind == "choice":
        return plain(best.findtext("text")) == right
    right = right[task.spec["moves"][0]] if task.kind == "reach" else right
    others = [one for one in answers if one.get("fraction") == "0"]
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
            best = written[id].find("answer[@fraction='100']")
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


def test_what_is_said_of_a_mistake_hangs_on_the_answer(bank, lesson_bank):
    for _, task, question in [*bank.questions(), *lesson_bank.questions()]:
        everybody = question.findtext("generalfeedback/text") or ""
        assert not any(html.escape(says) in everybody for says in task.mistakes())
        assert "Not yet" not in everybody
        assert "Not yet" not in (question.findtext("correctfeedback/text") or "")


def test_a_package_answers_an_order_by_its_mistake_and_the_right_one_as_right(
    lesson_bank, tmp_path
):
    orders = [
        item for one in lesson_bank.groups for item in one if hasattr(item, "order")
    ]
    assert orders
    for item in orders:
        made = strip(qti.entry(item))
        processing = made.find("responseProcessing")
        assert {one.get("identifier") for one in processing.findall("setOutcomeValue")} == {"SCORE"}  # fmt: skip
        told = {one.get("identifier"): one.findtext("p") for one in made.findall("modalFeedback")}  # fmt: skip
        assert heard(made, item, item.order, told).startswith("Right.")
        for given, says in item.wrong:
            assert heard(made, item, given, told) == f"Not yet. {says}"
        assert heard(made, item, item.order[::-1], told).startswith("Not yet.")


def strip(root):
    """Return an item read back, without its namespace."""
    made = ET.fromstring(ET.tostring(root))
    for one in made.iter():
        one.tag = one.tag.rpartition("}")[2]
    return made


def heard(made, item, order, told):
    """Return what a platform says to an order: the first condition that holds."""
    given = {f"THING-{i} PLACE-{order.index(thing) + 1}" for i, thing in enumerate(item.shown, 1)}  # fmt: skip
    right = {one.text for one in made.findall("responseDeclaration/correctResponse/value")}  # fmt: skip
    for one in made.find("responseProcessing/responseCondition"):
        asked = {base.text for base in one.findall("match/multiple/baseValue")}
        asked = right if one.find("match/correct") is not None else asked
        if one.tag == "responseElse" or given == asked:
            return told[one.findtext("setOutcomeValue/baseValue")]
    return None


def test_a_place_to_find_is_right_there_and_one_step_further_in_only():
    (task,) = [one for one in quick_tasks() if one.kind == "reach"]
    item = item_of(task, {}, "x")
    (name,), step = task.moves, task.lab.steps[task.moves[0]]
    best = task.solution()[name]
    assert item.answers == pytest.approx([best, best + step])
    assert item.tolerance < step / 2
    for place in item.answers:
        assert task.check({name: place}).right
    assert not task.check({name: best - step}).right
