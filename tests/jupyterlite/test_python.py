"""The Python that readers get in JupyterLite takes what the site serves: the real one, in Chromium."""

from jupyterlite_pyodide_kernel.constants import PYODIDE_PYTHON_VERSION

import course

# Wheels are put where pip would put them, and every module is compiled, as an import would do.
TAKEN = """async ([pyodide, wheels]) => {
  const { loadPyodide } = await import(`${pyodide}pyodide.mjs`);
  const python = await loadPyodide({ indexURL: pyodide });
  for (const wheel of wheels) python.unpackArchive(await (await fetch(wheel)).arrayBuffer(), "wheel");
  return python.runPython(`
import sys
from importlib.metadata import distributions
from pathlib import Path

faults = []
modules = {path for one in distributions() for path in one.files if path.suffix == ".py"}
for path in modules:
    try:
        compile(path.locate().read_text("utf-8"), str(path), "exec")
    except SyntaxError as fault:
        faults.append(f"{path}: {fault}")
from pyodide.ffi import to_js
to_js([sys.version.split()[0], sorted({one.name for one in distributions()}), len(modules), faults])
`);
}"""


def test_the_python_of_readers_takes_every_module_that_is_served(
    browser, server, serve, pyodide, lite
):
    wheels = [path.relative_to(lite.parent) for path in lite.rglob("*.whl")]
    tab = browser.new_page()
    tab.goto(f"{server}lite/jupyter-lite.json")
    addresses = [f"{server}{path.as_posix()}" for path in wheels]
    core, _ = serve(pyodide)
    version, names, modules, faults = tab.evaluate(TAKEN, [core, addresses])
    tab.close()
    assert version.startswith(f"{PYODIDE_PYTHON_VERSION}.")
    assert {"cartlab", "ipywidgets", "piplite"} <= set(names)
    assert modules > len(list((course.ROOT / "widgets").rglob("cartlab/**/*.py")))
    assert faults == []
