"""Lessons run in JupyterLite from top to bottom, and their sliders move.

That needs Pyodide with numpy and matplotlib, of which npm has the core only: download
pyodide-…tar.bz2 of the release, unpack it, name its folder in PYODIDE_TO_TRY, and run
`python course.py soak tests/jupyterlite`. It prints what README.md tells: seconds and megabytes.
"""

import gzip
import json
import os
import time

import pytest

from lessons.rerun import LESSONS

PYODIDE = os.environ.get("PYODIDE_TO_TRY", "")
PYODIDE_THERE = "static/pyodide/"
PATIENCE = 900_000  # ms; the last lesson follows thousands of people
RUN_ALL = """() => {
  const { commands } = globalThis.jupyterapp;
  globalThis.ran = false;
  commands.execute("notebook:run-all-cells").then(() => (globalThis.ran = true));
}"""
TO_EXPLORER = """() => {
  const { content } = globalThis.jupyterapp.shell.currentWidget;
  const shows = ({ model }) => model.type === "code" && model.sharedModel.source.includes("Explorer(");
  const first = content.widgets.findIndex(shows);
  content.activeCellIndex = first;
  content.scrollToItem(first, "start");
  return Boolean(document.querySelector(".jp-OutputArea-output .v2v-explorer[data-drawn]"));
}"""
FAULTS = """() => {
  const { content } = globalThis.jupyterapp.shell.currentWidget;
  const outputs = [...content.model.cells].filter(({ type }) => type === "code").flatMap((one) => one.outputs.toJSON());
  return outputs.filter((one) => one.output_type === "error" || one.name === "stderr");
}"""
CURVES = "[...document.querySelectorAll('.v2v-explorer[data-drawn] canvas')].map((one) => one.toDataURL()).join()"
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(not PYODIDE, reason="PYODIDE_TO_TRY names no folder"),
]


@pytest.fixture(scope="module")
def with_pyodide(build):
    """A JupyterLite with Pyodide in it, whose application can be spoken to."""
    out = build(PYODIDE)
    path = out / "lite" / "jupyter-lite.json"
    said = json.loads(path.read_text("utf-8"))
    said["jupyter-config-data"]["exposeAppInBrowser"] = True
    path.write_text(json.dumps(said), "utf-8")
    return out


def told(asked, began):
    """Return seconds and megabytes, as stored and as a server would pack them."""
    python = [x for path, x in asked.items() if PYODIDE_THERE in path]
    others = [x for path, x in asked.items() if PYODIDE_THERE not in path]
    sizes = [
        (sum(map(len, some)) / 1e6, sum(len(gzip.compress(x, 6)) for x in some) / 1e6)
        for some in (others, python)
    ]
    return f"{time.monotonic() - began:5.1f} s; " + ", ".join(
        f"{name} {plain:.1f} MB ({packed:.1f} packed)"
        for name, (plain, packed) in zip(("site", "Pyodide"), sizes, strict=True)
    )


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_runs_and_a_slider_moves_its_curves(
    browser, serve, with_pyodide, path
):
    address, asked = serve(with_pyodide)
    context = browser.new_context(viewport={"width": 1280, "height": 1000})
    outside = []
    context.on("request", lambda one: outside.append(one.url))
    tab = context.new_page()
    began = time.monotonic()
    tab.goto(f"{address}lite/lab/index.html?path=lessons/{path.name}")
    tab.wait_for_selector(".jp-Notebook .jp-MarkdownCell", timeout=PATIENCE)
    tab.wait_for_function("globalThis.jupyterapp.shell.currentWidget?.content.model")
    print(f"\n{path.stem}: shown after {told(asked, began)}")
    assert tab.locator(".jp-Dialog").count() == 0
    tab.evaluate(RUN_ALL)
    tab.wait_for_function(TO_EXPLORER, timeout=PATIENCE, polling=500)
    handle = tab.locator(".v2v-explorer[data-drawn] [role=slider]").first
    before = tab.evaluate(CURVES)
    low, now = map(handle.get_attribute, ("aria-valuemin", "aria-valuenow"))
    handle.press("End" if now == low else "Home")
    tab.wait_for_function(f"(before) => {CURVES} !== before", arg=before)
    print(f"{path.stem}: a slider moved after {told(asked, began)}")
    tab.wait_for_function("globalThis.ran", timeout=PATIENCE)
    print(f"{path.stem}: all cells ran after {told(asked, began)}")
    assert tab.evaluate(FAULTS) == []
    assert [x for x in outside if not x.startswith((address, "data:", "blob:"))] == []
    context.close()
