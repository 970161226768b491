"""The same slider with a kernel: classic `interact` with matplotlib, and our explorer."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

import nbformat
import sliders
from rows import latencies, row

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
TOKEN, STEPS = "bench", 30


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


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab in a folder, without the settings of whoever runs this."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    places = ["JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTERLAB_SETTINGS_DIR"]
    places += ["JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"]
    own = {name: str(folder / name.lower()) for name in places}
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--port-retries=0", f"--ServerApp.root_dir={folder}"]
    command += [f"--IdentityProvider.token={TOKEN}"]
    command += ["--LabApp.expose_app_in_browser=True"]
    with (folder / "log.txt").open("w") as log:
        server = subprocess.Popen(
            command, env={**os.environ, **own}, stdout=log, stderr=subprocess.STDOUT
        )
    try:
        wait_for(server, f"http://127.0.0.1:{port}/api/status?token={TOKEN}")
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.send_signal(signal.SIGTERM)  # its kernels end with it
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
        server.kill()
        server.wait()


def wait_for(server, address):
    for _ in range(240):
        try:
            urllib.request.urlopen(address).close()
            return
        except urllib.error.URLError:
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=0.25)
                break
    raise SystemExit("JupyterLab does not answer.")


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
