"""The tasks' JavaScript as shipped: on a page after the explorer's, and whole in JupyterLab."""

import re

import pytest

from cartlab.explorer import assemble
from cartlab.tasks import script

LOADED = """async (text) => {
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  return typeof (await import(url)).default.render;
}"""


@pytest.fixture
def blank(browser):
    opened = browser.new_page()
    yield opened
    opened.close()


def test_a_notebook_gets_a_module_that_needs_nothing_else(blank):
    assert blank.evaluate(LOADED, script.module()) == "function"


def test_a_page_gets_the_tasks_alone_and_the_explorers_modules_once(blank):
    text = script.classic_script()
    assert "const tasks_tasks = " in text and "const solve_say = " not in text
    for one in (assemble.engine_script(), assemble.explorer_script(), text):
        blank.add_script_tag(content=one)
    assert blank.evaluate("typeof cartlab.tasks.render") == "function"


def test_nothing_is_sent_and_nothing_is_run_from_text():
    own = script.classic_script()
    assert not re.search(
        r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|eval\(|new Function", own
    )


def test_every_kind_has_its_half_for_the_page():
    from cartlab.tasks import Task

    kinds = {kind.kind for kind in Task.__subclasses__()}
    assert {path.stem for path in script.kinds()} == kinds
