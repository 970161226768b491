"""A lesson's name runs what concerns it; what belongs together stays on one worker."""

import re
import subprocess

import course
from lessons.rerun import LESSONS

NAMES = [path.stem for path in LESSONS]


def collected(*arguments):
    """Return what pytest would run, as `python course.py test` asks it, and its code."""
    command = course.tool("pytest", "--nbval", "--collect-only", "-q", *arguments)
    done = subprocess.run(command, cwd=course.ROOT, capture_output=True, text=True)
    return done.stdout + done.stderr, done.returncode


def test_a_lessons_name_chooses_its_cells_its_page_its_numbers_and_its_models():
    found, code = collected("04_infusion")
    assert code == 0
    for asked in (
        "lessons/04_infusion.ipynb::Cell 0",
        "test_axe_finds_nothing[390-light-lessons/04_infusion.html]",
        "test_every_scene_can_be_played[lessons/04_infusion.html]",
        "test_what_is_drawn_and_said_is_what_python_computes[lessons/04_infusion.html]",
        "test_the_lesson_shows_now_what_it_stored[04_infusion]",
        "noticed_by_a_lesson[competition.competition]",
        "in_the_browser[1e-08-patient.after_infusion]",
        "tests/models/test_infusion.py::",
    ):
        assert asked in found
    others = "|".join(name for name in NAMES if name != "04_infusion")
    assert not re.findall(
        rf"lessons/(?:{others})|\[(?:{others})|culture.culture", found
    )


def test_a_lesson_that_hands_on_runs_what_chains_models():
    found, code = collected("03_expansion")
    assert code == 0
    for asked in (
        "tests/models/test_record.py::",
        "tests/models/test_chain.py::",
        "tests/parity/test_chain.py::",
        "tests/models/test_steps.py::test_a_step_said_anew",
    ):
        assert asked in found


def test_a_lesson_that_is_none_is_told_the_nearest():
    told, code = collected("04_infusoin")
    assert code != 0
    assert "There is no lesson or file 04_infusoin: did you mean 04_infusion?" in told


def test_a_file_is_no_lesson():
    found, code = collected("tests/test_workflows.py")
    assert code == 0 and "lessons/" not in found
