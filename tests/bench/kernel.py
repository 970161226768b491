"""The same slider with a kernel: classic `interact` with matplotlib, and our explorer."""

import sys
import tempfile
from pathlib import Path

import nbformat
import sliders
from rows import latencies, row

from running_lab import TOKEN, running_lab

CLASSIC = """
%matplotlib inline
import matplotlib.pyplot as plt
from ipywidgets import FloatLogSlider, interact
from cartlab.therapy import patient

def show(dose):
    run = patient.after_infusion.simulate(rtol=1e-6, dose=dose)
    plt.figure(figsize=(7, 3.4))
    plt.semilogy(run.t, run["cart_blood"])
    plt.show()

interact(show, dose=FloatLogSlider(value=1e8, min=6, max=9, step=0.02));
"""
OURS = """
from cartlab import Explorer
from cartlab.therapy import patient

Explorer(patient.after_infusion, sliders=["dose"], panels=[["cart_blood"]])
"""
RUN = """async () => {
  const notebook = jupyterapp.shell.currentWidget;
  await notebook.context.ready;
  await notebook.sessionContext.ready;
  await jupyterapp.commands.execute("notebook:run-all-cells");
}"""
STEPS = 30


def measure(browser, _address):
    with tempfile.TemporaryDirectory() as folder, jupyterlab(Path(folder)) as lab:
        classic, wait = opened(browser, lab, Path(folder), "classic", CLASSIC)
        classic.evaluate("() => probe.watchImages()")
        handle = classic.locator(".widget-slider .noUi-handle").first
        slow = sliders.press(classic, handle, keys=STEPS, pause=1000)
        classic.close()
        ours, _ = opened(browser, lab, Path(folder), "ours", OURS)
        ours.wait_for_selector(f"{sliders.BOX}[data-drawn]", timeout=60_000)
        box = ours.locator(sliders.BOX).first
        box.evaluate("(el) => probe.watchExplorer(el)")
        quick = sliders.press(ours, box.locator(".noUi-handle").first)
        ours.close()
    return [
        *latencies("classic interact and a kernel, keyboard", slow["latencies"]),
        *latencies("our explorer and a kernel, keyboard", quick["latencies"]),
        row("classic interact, opening to slider", wait, "ms"),
    ]


def jupyterlab(folder):
    """Run JupyterLab in a folder; within, its address."""
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={folder}"]
    return running_lab([*command, "--LabApp.expose_app_in_browser=True"], folder)


def opened(browser, lab, folder, name, code):
    """Open a notebook of one cell, run it, start the probe; the page and the wait in ms."""
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(code.strip())],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, folder / f"{name}.ipynb")
    page = browser.new_page(viewport=sliders.VIEW)
    page.goto(f"{lab}lab/tree/{name}.ipynb?token={TOKEN}&reset")
    page.wait_for_selector(".jp-CodeCell .cm-content", timeout=60_000)
    page.evaluate(RUN)
    page.wait_for_selector(".noUi-handle", timeout=60_000)
    wait = page.evaluate("() => performance.now()")
    page.wait_for_selector(
        ".jp-OutputArea-output img, .v2v-explorer[data-drawn]", timeout=60_000
    )
    page.evaluate(sliders.PROBE)
    page.wait_for_timeout(1000)
    return page, wait
