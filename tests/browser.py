"""Finding a Chromium for the tests: one that is installed, else one that can be.

`python tests/browser.py` does it beforehand, in sight, with any Python, and on Linux
finds Firefox and WebKit too (engines.py).
"""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

# The first is the same browser without what makes windows, menus and address bars: it takes
# four fifths of the work.
LEAN = "chromium-headless-shell"
NAMES = [
    LEAN,
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

# What a new window makes ready besides its page: pages of the browser's own for its address
# bar, which take a third of the work of opening a page. The rest is what Playwright turns
# off; of two such lists the browser reads the last.
OFF = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup WebUIOmniboxFullPopup
    AimEnabled AvoidCorsURLLoaderRestartOnRedirect AvoidUnnecessaryBeforeUnloadCheckSync
    DestroyProfileOnBrowserClose HttpsFirstBalancedModeAutoEnable HttpsUpgrades LensOverlay
    MediaRouter NetworkTimeServiceQuerying OptimizationHints PaintHolding PreconnectToSearch
    ThirdPartyStoragePartitioning
""".split()

# A test speaks to 127.0.0.1 and to nobody else; so must the browser itself.
QUIET = [
    f"--disable-features={','.join(OFF)}",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowser(Exception):
    """No browser was found and none could be installed."""

    def __init__(
        self, remedy="install Chromium, Chrome or Edge, or name one in " + CHOSEN
    ):
        super().__init__(f"No browser for the tests: {remedy}. Then run them again.")


@contextlib.contextmanager
def launched():
    """Give a running browser, and end it."""
    check_driver()
    from playwright.sync_api import sync_playwright  # only the environment has it

    with sync_playwright() as playwright:
        path = find(playwright)
        opened = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield opened
        opened.close()


def check_driver():
    """Playwright's own program needs a library that a small Debian lacks."""
    if driver_starts() or (
        may_install_packages() and install(["libatomic1"], driver_starts)
    ):
        return
    raise NoBrowser("Playwright does not start; on Debian run `apt install libatomic1`")


def driver_starts():
    asked = [sys.executable, "-m", "playwright", "--version"]
    return subprocess.run(asked, capture_output=True).returncode == 0


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
    for fetch in (with_playwright, with_debian):
        path = fetch(own)
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
    """Install Debian's Chromium, where we may: the lean one, where there is one."""
    if not may_install_packages():
        return None

    def there():
        paths = [shutil.which(LEAN), shutil.which("chromium")]
        return next((path for path in paths if path and starts(path)), None)

    return install([LEAN], there) or install(["chromium"], there)


def may_install_packages():
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(packages, check):
    """Install packages of Debian; return what `check` finds then."""
    print(f"Installing Debian's {' and '.join(packages)} ...", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], env=environment)
    command = ["apt-get", "install", "-y", "-q", "--no-install-recommends"]
    run([*command, *packages], env=environment)
    return check()


def run(command, **options):
    """Run an installer; whether it worked is seen from what it leaves behind."""
    try:
        subprocess.run(command, stdin=subprocess.DEVNULL, timeout=600, **options)
    except (OSError, subprocess.TimeoutExpired) as reason:
        print(f"{command[0]}: {reason}", flush=True)


def main():
    """Find or install the browsers in the course's environment; return the exit code."""
    sys.path.insert(0, str(Path(__file__).parents[1]))
    import course

    environment = course.Environment()
    environment.prepare()
    if not environment.is_this():
        course.become([str(environment.python), __file__])
    import engines  # only the environment has what it imports

    code = 0
    for start in [launched, *(engines.ENGINES if engines.HERE else [])]:
        try:
            with start() as opened:
                name = getattr(start, "name", "Chromium")
                print(f"The tests have {name} {opened.version}.", flush=True)
        except NoBrowser as reason:
            print(reason, file=sys.stderr)
            code = 1
    return code


if __name__ == "__main__":
    import browser  # the module that engines.py imports, not a second one

    sys.exit(browser.main())
