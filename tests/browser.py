"""Finding a Chromium for the tests: one that is installed, else one that can be."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
]
MAC = [
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
]
WINDOWS = [
    r"Google\Chrome\Application\chrome.exe",
    r"Chromium\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
]
CHOSEN = "COURSE_BROWSER"  # the path of a browser, for people who know better

# A test speaks to 127.0.0.1 and to nobody else; so must the browser itself.
QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowser(Exception):
    """No browser was found and none could be installed."""

    def __init__(self):
        super().__init__(
            "No browser for the tests: install Chromium, Chrome or Edge "
            "(or name one in COURSE_BROWSER), then run the tests again."
        )


def find(playwright):
    """Return the path of a browser that starts, installing one if there is none."""
    chosen = os.environ.get(CHOSEN)
    if chosen:
        if starts(chosen):
            return chosen
        raise NoBrowser
    for path in installed():
        if starts(path):
            return path
    own = playwright.chromium.executable_path
    if starts(own):
        return own
    for install in (with_playwright, with_debian):
        path = install(own)
        if path and starts(path):
            return path
    raise NoBrowser


def installed():
    """Return the browsers on the search path and in the systems' usual places."""
    found = [shutil.which(name) for name in NAMES]
    for folder in ("/Applications", Path.home() / "Applications"):
        found += [Path(folder, name) for name in MAC]
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if variable in os.environ:
            found += [Path(os.environ[variable], name) for name in WINDOWS]
    return [str(path) for path in found if path and Path(path).is_file()]


def starts(path):
    """Tell whether a program is there and runs; a name alone may be an empty shell."""
    if not Path(path).is_file():
        return False
    if os.name == "nt":  # there, asking for the version opens a window
        return True
    try:
        asked = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return asked.returncode == 0


def with_playwright(own):
    """Install Playwright's own Chromium."""
    print("No browser found; asking Playwright for its own ...", flush=True)
    run([sys.executable, "-m", "playwright", "install", "chromium"])
    return own


def with_debian(_own):
    """Install Debian's Chromium, where we may."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return None
    print("Installing Debian's chromium ...", flush=True)
    run(["apt-get", "update", "-q"])
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", "chromium"]
    run(install, env=environment)
    return shutil.which("chromium")


def run(command, **options):
    """Run an installer; whether it worked is seen from what it leaves behind."""
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=600, **options)
    except (OSError, subprocess.TimeoutExpired) as reason:
        print(f"{command[0]}: {reason}", flush=True)
