"""The accessibility report names every criterion and tests that exist, and tells how they went."""

import ast
from types import SimpleNamespace

import pytest

import course
from accessibility import CRITERIA, NO_TEST, is_whole, report, results

WHO = "[autocomplete]:not([autocomplete=off]), [type=password], [type=email], [type=tel], form[method=post]"


@pytest.fixture
def ran():
    """What pytest's reporter has counted when every test of the report has passed."""
    asked = {test for tests in CRITERIA.values() for test in tests}
    return {"passed": [SimpleNamespace(nodeid=f"tests/{one}[x]") for one in asked]}


def rows(text):
    """Return {criterion: result} of a report."""
    cells = [line.strip("| ").split(" | ") for line in text.splitlines()]
    return {one[0]: one[-1] for one in cells if one[0] in CRITERIA}


def test_the_report_has_the_criteria_of_wcag_once_each_in_order():
    numbers = [tuple(map(int, one.split()[0].split("."))) for one in CRITERIA]
    assert len(numbers) == 55 and numbers == sorted(set(numbers))


@pytest.mark.parametrize(
    "test", sorted({one for of in CRITERIA.values() for one in of})
)
def test_each_test_that_the_report_names_is_there(test):
    path, _, name = test.partition("::")
    tree = ast.parse((course.ROOT / "tests" / path).read_text("utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}


def test_the_report_tells_what_passed_what_failed_and_where_nobody_looked(ran):
    told = rows(report(results(ran)))
    assert told == {one: "passed" if CRITERIA[one] else NO_TEST for one in CRITERIA}
    ((test,),) = [of for one, of in CRITERIA.items() if one.startswith("2.4.7")]
    ran["failed"] = [SimpleNamespace(nodeid=f"tests/{test}[one of many]")]
    changed = rows(report(results(ran)))
    assert {one for one in told if told[one] != changed[one]} == {"2.4.7 Focus Visible"}


def test_without_one_of_its_tests_there_is_no_report(ran):
    ran["passed"].pop()
    assert report(results(ran)) is None


@pytest.mark.parametrize("chosen", ["keyword", "lesson", "paths", None])
def test_a_part_of_the_tests_makes_no_report(chosen):
    asked = pytest.Config.ArgsSource
    config = SimpleNamespace(
        option=SimpleNamespace(
            keyword="slider" if chosen == "keyword" else "",
            lesson=["04_infusion"] if chosen == "lesson" else [],
        ),
        args_source=asked.ARGS if chosen == "paths" else asked.TESTPATHS,
        ArgsSource=asked,
    )
    assert is_whole(config) == (chosen is None)


def test_no_page_has_sound_or_film(pages):
    for name, page in pages.items():
        assert not page.select("audio, video, embed, object"), name


def test_no_page_asks_who_the_reader_is(pages):
    for name, page in pages.items():
        assert not page.select(WHO), name
