"""The plans for teachers: minutes, outcomes, where they stand, the sheets and the concept test."""

import json
import posixpath
import re
import sys
import zipfile
from collections import Counter
from html import escape

import pytest

import course

sys.path.append(str(course.ROOT / "book" / "_ext"))
import concepts
import plans
import task_list

from cartlab.tasks.bank import __main__ as bank
from cartlab.tasks.bank import concept_test

PLANS = plans.lessons_with_plans(course.ROOT)
EACH = pytest.mark.parametrize(
    ("lesson", "plan"), PLANS.items(), ids=[path.stem for path in PLANS]
)
CONCEPTS = concept_test.read(concepts.FILE)
TEACHING = "book/teaching/"


def test_each_lesson_has_a_plan():
    assert set(PLANS) == set(course.LESSONS.glob("*.ipynb"))


@EACH
def test_the_minutes_of_the_steps_are_those_of_the_lesson(lesson, plan):
    promised, steps = plans.steps(plan)
    assert promised[1:] == (50, 90)
    assert (
        tuple(map(sum, zip(*(one.minutes for one in steps), strict=True))) == promised
    )


@EACH
def test_ninety_minutes_have_room_for_each_explorer_and_the_whole_sheet(lesson, plan):
    steps = [one for one in plans.steps(plan)[1] if one.minutes[-1]]
    asked, shown = task_list.asked(lesson), task_list.explorers(lesson)
    numbers = [n for one in steps for n in one.on_sheet()]
    assert sorted(numbers) == list(range(1, len(asked) + 1))
    numbers = [n for one in steps for n in one.explorers()]
    assert sorted(numbers) == list(range(1, len(shown) + 1))


@EACH
def test_each_outcome_is_practiced_and_each_question_practices_one(lesson, plan):
    numbers = plans.declared(plan)
    assert list(plans.outcomes(lesson, list(numbers))) == list(numbers)
    assert all(numbers.values())
    practicing = sorted(n for some in numbers.values() for n in some)
    assert practicing == list(range(1, len(task_list.asked(lesson)) + 1))


def test_an_outcome_that_the_card_does_not_name_is_told():
    with pytest.raises(ValueError, match="first word of each, in this order"):
        plans.outcomes(next(iter(PLANS)), ["say", "tell", "predict"])


AT = re.compile(r"^% at (\S+)$", re.MULTILINE)


@EACH
def test_a_plan_stands_beside_cells_that_ask_or_show_in_their_order(lesson, plan):
    asked = {one.cell for one in task_list.asked(lesson)}
    shown = task_list.explorers(lesson)
    known = [one["id"] for one in json.loads(lesson.read_text("utf-8"))["cells"]]
    placed = AT.findall(plan)
    assert set(placed) <= asked | set(shown)
    assert len(set(placed)) == len(placed)
    late = [known.index(one) for one in placed if one in shown]
    assert late == sorted(late)
    # Nothing that a class of fifty minutes moves is without its plan.
    steps = [one for one in plans.steps(plan)[1] if one.minutes[1]]
    assert {shown[n - 1] for one in steps for n in one.explorers()} <= set(placed)


def test_each_concept_is_about_an_outcome_of_its_lesson():
    assert len(CONCEPTS) == 12
    for one in CONCEPTS:
        lesson = course.LESSONS / f"{one.lesson}.ipynb"
        assert one.outcome in plans.declared(PLANS[lesson]), one.asks


def test_each_wrong_choice_is_a_misconception_or_a_wrong_answer_of_its_lesson():
    for one in CONCEPTS:
        for choice in one.choices:
            if choice.misconception:
                lesson = course.LESSONS / f"{choice.lesson}.ipynb"
                slips = [s for asked in task_list.asked(lesson) for s in asked.slips]
                told = f"### “{choice.misconception}”" in PLANS[lesson]
                asked = any(
                    s.startswith(f"Not “{choice.misconception}”.") for s in slips
                )
                assert told or asked, choice


def test_neither_place_nor_length_tells_the_right_choice():
    places = Counter(one.right() for one in CONCEPTS)
    assert set(places) == set(concept_test.LETTERS) and max(places.values()) <= 4
    lengths = [[len(c.text) for c in one.choices] for one in CONCEPTS]
    right = [concept_test.LETTERS.index(one.right()) for one in CONCEPTS]
    longest = [row[i] == max(row) for row, i in zip(lengths, right, strict=True)]
    assert sum(longest) <= len(CONCEPTS) / 3


def test_a_concept_with_two_right_choices_is_refused(tmp_path):
    text = concepts.FILE.read_text("utf-8")
    wrong = re.sub(r"is = .*? }", "right = true }", text, count=1)
    (tmp_path / "test.toml").write_text(wrong, "utf-8")
    with pytest.raises(ValueError, match="2 of them right"):
        concept_test.read(tmp_path / "test.toml")


def test_the_concept_test_is_written_as_a_question_bank_that_tells_nothing(tmp_path):
    bank.write_test(tmp_path, CONCEPTS)
    told = (tmp_path / "moodle.xml").read_text("utf-8")
    assert told.count('type="multichoice"') == len(CONCEPTS)
    assert told.count('fraction="100"') == len(CONCEPTS)
    assert len(zipfile.ZipFile(tmp_path / "qti.zip").namelist()) == len(CONCEPTS) + 2
    assert "Explorer “" not in told and "sliders stand" not in told
    assert not [one for one in names_of_the_key() if one in told]


def names_of_the_key():
    """Return what the key calls wrong choices, as far as no choice says the same."""
    offered = " ".join(c.text for one in CONCEPTS for c in one.choices)
    named = {c.named for one in CONCEPTS for c in one.choices} - {None}
    return {one for one in named if one not in offered}


def sheet_of(site, name):
    return (site / "sheets" / f"{name}.html").read_text("utf-8")


@EACH
def test_a_sheet_asks_what_its_lesson_asks_and_answers_nothing(site, lesson, plan):
    told = sheet_of(site, lesson.stem)
    asked = task_list.asked(lesson)
    assert len(re.findall("<li><p", told)) == len(asked)
    assert "nswer: " not in re.sub(r"<p>Answer: <span", "", told)
    slips = [slip.split(". ", 1)[1] for one in asked for slip in one.slips]
    assert slips and not [one for one in slips if one in told]
    assert told.count("<svg") == told.count("An empty axis for")


@EACH
def test_a_sheet_letters_its_choices_as_the_page_does_and_the_plan_answers_so(
    site, lesson, plan
):
    told, listed = sheet_of(site, lesson.stem), task_list.listed(lesson)
    choices = [one for one in task_list.asked(lesson) if one.lettered() != one.answer]
    assert len(choices) == told.count('<ul class="boxes">') > 0
    for one in choices:
        letter, answer = re.fullmatch("Answer: ([A-F]), “(.*)”.", one.lettered()).groups()  # fmt: skip
        assert f"<li><b>{letter}</b>{escape(answer)}</li>" in told
        assert escape(one.lettered()) in listed


def test_no_search_finds_a_page_for_teachers(site):
    text = (site / "searchindex.js").read_text("utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    apart = {n for n, name in enumerate(index["docnames"]) if TEACHING in name}
    assert len(apart) > len(PLANS)
    found = {n for kind in ("terms", "titleterms") for n in numbers(index[kind])}
    titled = {n for places in index["alltitles"].values() for n, _ in places}
    assert not apart & (found | titled) and len(found | titled) > len(PLANS)


def numbers(index):
    """Yield the pages of each word: Sphinx stores one number, or a list of them."""
    for pages in index.values():
        yield from pages if isinstance(pages, list) else [pages]


def test_no_next_leads_from_a_lesson_to_its_plan_or_back(pages):
    ways = {
        (name, posixpath.normpath(posixpath.join(posixpath.dirname(name), one["href"])))
        for name, page in pages.items()
        for one in page.select("[rel=next], [rel=prev]")
    }
    assert len(ways) > len(PLANS)
    assert not [(a, b) for a, b in ways if (TEACHING in a) != (TEACHING in b)]
    assert len([a for a, b in ways if TEACHING in a and TEACHING in b]) > len(PLANS)


def test_the_key_of_the_concept_test_is_folded(pages):
    (main,) = pages["book/teaching/concept_test.html"].select("main")
    named = [c.named for one in CONCEPTS for c in one.choices if c.named]
    assert all(one in curled(main.details.get_text()) for one in named)
    main.details.extract()
    assert not [one for one in names_of_the_key() if one in curled(main.get_text())]


def curled(text):
    return text.replace("’", "'")


def test_the_form_of_the_concept_test_is_without_its_key(site):
    told = sheet_of(site, "concept_test")
    assert told.count("<li><p>") == len(CONCEPTS)
    offered = {c.text for one in CONCEPTS for c in one.choices}
    assert not [one for one in names_of_the_key() if escape(one) in told]
    assert not [one.note for one in CONCEPTS if one.note and one.note in told]
    assert all(escape(one) in told for one in offered) and "<strong>" not in told


@EACH
def test_nothing_of_a_plan_is_in_the_page_of_its_lesson(site, pages, lesson, plan):
    page = pages[f"lessons/{lesson.stem}.html"]
    (script,) = page.select("script[data-plan]")
    assert not page.select(".v2v-beside, .v2v-beside-name")
    file = site / "lessons" / script["data-plan"]
    laid = json.loads(file.read_text("utf-8").split(" = ", 1)[1].rstrip(";\n"))
    assert [one["name"] for one in laid["head"]][0] == "The plan"
    places = {page.find(id=f"cell-{one}") for one in laid["cells"]}
    assert None not in places and len(places) >= len(task_list.asked(lesson))
    for some in laid["cells"].values():  # what to ask comes first, answers folded
        answers = [one["name"].endswith(" of the sheet") for one in some]
        assert answers == sorted(answers)
        assert all(
            one["html"].startswith("<details>") == answer
            for one, answer in zip(some, answers, strict=True)
        )
    told = [part["html"] for some in laid["cells"].values() for part in some]
    assert not [one for one in told if "teaching/" in one and "../" not in one]
    assert f"lessons/{lesson.stem}.html#explorer" not in "".join(told)
