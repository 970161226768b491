"""A JupyterLab that tests and the benchmark start, without the settings of whoever runs them."""

import contextlib
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

from engines import free_port

TOKEN = "a-test"
PATIENCE = 60  # s until it answers
SETTINGS = [
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
]


@contextlib.contextmanager
def running_lab(command, folder, surroundings=os.environ):
    """Start JupyterLab by a command and yield its address, ending in a slash; ask with TOKEN.

    folder: of its settings and of what it says. Raises RuntimeError when it ends or is
    silent.
    """
    own = {name: str(folder / name.lower()) for name in SETTINGS}
    address = f"http://127.0.0.1:{(port := free_port())}/"
    options = ["--no-browser", "--allow-root", f"--port={port}", "--port-retries=0"]
    log = folder / "log.txt"
    with log.open("w") as output:
        server = subprocess.Popen(
            [*command, *options, f"--IdentityProvider.token={TOKEN}"],
            env={**surroundings, **own},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        if not answers(server, f"{address}api/status"):
            raise RuntimeError(
                f"JupyterLab does not answer: {log.read_text('utf-8', 'replace')}"
            )
        yield address
    finally:
        server.send_signal(signal.SIGTERM)  # its kernels end with it
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(timeout=20)
        server.kill()
        server.wait()


def answers(server, address):
    """Ask until the server listens; it tells its address before it does."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            ask(address).close()
            return True
        time.sleep(0.25)
    return False


def ask(address):
    """Ask for a page of it; it is on this machine, so that no proxy is asked."""
    headers = {"Authorization": f"token {TOKEN}"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    return opener.open(urllib.request.Request(address, headers=headers))
