"""A variant is the same task where the sliders stand elsewhere, and its texts stay true."""

import json
import re

import pytest

from cartlab.tasks import Number, read
from cartlab.tasks.bank import sheet
from cartlab.tasks.bank.__main__ import main
from cartlab.tasks.bank.lesson import tasks_of as bank_tasks_of
from cartlab.tasks.bank.variants import UNCLEAR, free, moved, variants
from tasks.conftest import peaks_to_draw, quick_lab, quick_tasks

CELLS = read("car_viable at 1")
ALL = list(quick_lab().names)


@pytest.fixture(scope="module")
def lab():
    return quick_lab()


@pytest.mark.parametrize(
    "question, held",
    [
        ("How many?", []),
        ("The harvest is on day nine. How many?", ["culture_d"]),
        ("With a CAR-positive share as it is, how many?", ["car_frac"]),
        ("With the 19 days beside it, how many?", ["other_d"]),
        ("It takes a month longer. How many?", ["other_d"]),
        ("How many, as the explorer opens?", ALL),
    ],
)
def test_a_slider_of_which_a_text_speaks_is_not_drawn(lab, question, held):
    task = Number(lab, question, CELLS)
    assert [name for name in lab.names if name not in free(task)] == held


def test_a_text_with_a_number_that_is_no_setting_has_no_variants(lab):
    task = Number(lab, "There are about 61 times as many. How many?", CELLS)
    assert free(task) == [] and len(variants(task, 30, seed=1)[0]) == 1


def test_a_slider_that_the_computation_sets_is_not_drawn(lab):
    task = Number(lab, "How many?", CELLS / read("car_viable at 1", v_cryo=80))
    assert "v_cryo" not in free(task)


def test_a_scene_starts_from_the_drawn_settings(lab):
    wait = read("v2v_d at 1", scene="a month longer")
    task = Number(lab, "How long is the wait in the scene?", wait)
    day = task.lab.reference["culture_d"]
    later = moved(task, {"culture_d": day + 2}).solution()
    assert later == pytest.approx(task.solution() + 2)


def test_what_is_left_out_is_counted(lab):
    for task in quick_tasks():
        kept, left_out = variants(task, 30, seed=1)
        assert len(kept) + left_out.total() == 30
        assert kept[0] == ({}, task)
    assert left_out[UNCLEAR] > 0  # a state that is there already, or nowhere


def test_a_sheet_asks_all_and_answers_nothing_and_the_key_answers_all(tmp_path):
    tasks = [*quick_tasks(), *peaks_to_draw().values()]
    sheet.write(tmp_path / "sheet.html", "A lesson", tasks)
    sheet.write_key(tmp_path / "key.html", "A lesson", tasks)
    asked = (tmp_path / "sheet.html").read_text("utf-8")
    key = (tmp_path / "key.html").read_text("utf-8")
    assert asked.count("<svg") == key.count("<svg") == 2
    assert asked.count("<li><p>") == key.count('class="answer"') == len(tasks)
    assert 'class="answer"' not in asked and "Not:" not in asked
    numbers = [task for task in tasks if task.kind == "number"]
    for task in numbers:
        assert task.answer() in key and task.answer() not in asked


def test_an_empty_axis_has_the_ticks_of_the_explorer_and_no_curve():
    task = peaks_to_draw()["log"]
    ticks = re.findall(r">(10[⁰¹²³⁴⁵⁶]*|1,?000|100|1)</text>", sheet.axis(task.spec))
    assert len(ticks) >= 3
    assert sheet.axis(task.spec).count("<path") < sheet.axis(task.spec, task.solution()).count("<path")  # fmt: skip


def test_a_lesson_that_is_not_there_is_named_with_those_that_are(capsys):
    with pytest.raises(SystemExit):
        main(["--lesson", "99"])
    assert "choose one of 00_first_look, 01_collection" in capsys.readouterr().err


TWICE = """
from cartlab.tasks import Number, read
from tasks.conftest import quick_lab
lab = quick_lab()
"""
ASKED = 'Number(lab, "How many?", read("car_viable at 1"))'


def test_two_tasks_of_one_explorer_that_ask_alike_are_refused(tmp_path):
    def lesson(*cells):
        path = tmp_path / "a.ipynb"
        made = [{"cell_type": "code", "source": text} for text in cells]
        path.write_text(json.dumps({"cells": made}), "utf-8")
        return path

    other = ASKED.replace("?", ", or so?")
    assert len(bank_tasks_of(lesson(TWICE, ASKED, other))) == 2
    with pytest.raises(ValueError, match="ask “How many.”: word one of them differ"):
        bank_tasks_of(lesson(TWICE, ASKED, ASKED))


def test_variants_that_are_run_together_have_the_answers_that_each_has_alone():
    lab = peaks_to_draw()["log"].lab
    peak = read("peak macrophages") / read("macrophages at 3")
    task = Number(lab, "How many times?", peak, wrong={"So.": 1 / peak})
    kept, _ = variants(task, 6, seed=1)
    assert len(kept) > 3
    for settings, made in kept[1:]:
        alone = moved(task, settings)
        assert made.solution() == pytest.approx(alone.solution(), rel=1e-5)
        assert made.tolerance == pytest.approx(alone.tolerance, rel=1e-3)
