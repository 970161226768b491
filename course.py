"""Vein to Vein, from one command: python course.py VERB

Needs only Python 3.11 or newer. The first call makes a virtual environment in .venv
from requirements.txt (with uv where it is installed, else with pip); every later call
uses it again, and renews it when requirements.txt has changed.
"""

# This file is also read by Pythons that are too old for the course, to tell their
# owners so: its syntax stays that of Python 3.7, and it imports only what they have.
import argparse
import contextlib
import errno
import hashlib
import http.server
import importlib.util
import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path

ROOT = Path(__file__).resolve().parent
REQUIREMENTS = ROOT / "requirements.txt"
SITE = ROOT / "_build" / "html"
STUDENTS = ROOT / "_build" / "student"
LINKS = ROOT / "_build" / "links"  # apart from the site, which this would write into
LESSONS = ROOT / "lessons"
CONFIG = ROOT / "_config.yml"
UNSET = "YOUR-ORGANIZATION"  # in CONFIG, until it names a repository
# The first cell of every lesson; the page leaves it out.
AS_NOTEBOOK = """\
> **This is the lesson as a notebook.**
> *Run* ▸ *Run All Cells* makes its sliders work; a click on `•••` opens folded code."""
# The second one, once CONFIG names a repository; the page leaves it out, too.
INSTALL = """\
# Where the course is not installed, as on Colab, this installs it.
from importlib.util import find_spec

if not find_spec("cartlab"):
    get_ipython().run_line_magic("pip", "install -q git+{}")"""
OLDEST_PYTHON = (3, 11)
FIRST_PORT = 8000
PORTS_TRIED = 100
ROOM_NEEDED = 1500  # MB, for the environment and the built book
STRICT = ["--all", "-W", "-n", "--keep-going"]  # every page, every warning an error
BUILT = "The site was built from sources as of this time.\n"
PROVEN = "The site was built without a warning from sources as of this time.\n"
SOURCES = [
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "book",
    "lessons",
    "widgets",
    "requirements.txt",
]


class Stop(Exception):
    """A reason to stop, told as one sentence that says what to do."""


# ---------------------------------------------------------------- the environment


class Environment:
    """The virtual environment of the course and what it was made from."""

    def __init__(self, folder=ROOT / ".venv", requirements=REQUIREMENTS):
        self.folder = folder
        self.requirements = requirements
        self.stamp = folder / "course-stamp.txt"
        self.mark = folder / "course-made.txt"  # in folders that are ours to empty
        self.log = folder / "install.log"
        windows = os.name == "nt"
        self.python = folder / ("Scripts/python.exe" if windows else "bin/python")

    def contents(self):
        """What the stamp of an up-to-date environment says."""
        made_from = hashlib.sha256(self.requirements.read_bytes()).hexdigest()
        return f"{made_from}\n{self.folder}\n"  # it cannot be moved

    def is_current(self):
        if not (self.stamp.is_file() and self.python.exists()):
            return False
        stamped = self.stamp.read_text(encoding="utf-8", errors="replace")
        return stamped == self.contents()

    def is_this(self):
        """Whether the running Python is this environment's."""
        return Path(sys.prefix).resolve() == self.folder.resolve()

    def works(self):
        """Whether its Python starts, is new enough and can be installed into."""
        code = f"import sys; sys.exit(sys.version_info < {OLDEST_PYTHON})"
        if not shutil.which("uv"):
            code = "import pip; " + code
        try:
            return subprocess.run([self.python, "-c", code], **SILENT).returncode == 0
        except OSError:
            return False

    def prepare(self):
        """Make it, or bring it up to date."""
        if self.is_current():
            return
        with alone(self.folder.parent):
            if self.is_current():  # by whom we waited for
                return
            if not (self.is_this() or self.works()):
                self.clear()
                self.make()
            self.install()

    def clear(self):
        """Empty the folder if it is ours; the mark stays, should this be interrupted."""
        if self.folder.is_symlink():
            raise Stop(
                f"{self.folder} is a link, and there is no working Python of the course "
                "where it leads: remove the link and run the same command again."
            )
        if not self.folder.exists() or self.folder.is_dir() and not self.parts():
            return
        if not self.mark.is_file():
            raise Stop(
                f"{self.folder} was not made by course.py and holds no working Python "
                "{}.{} or newer with pip: rename or delete it and run the same command "
                "again.".format(*OLDEST_PYTHON)
            )
        say("The environment in .venv does not work; making it anew.")
        try:
            for part in self.parts():
                if part.is_dir() and not part.is_symlink():
                    shutil.rmtree(part)
                elif part != self.mark:
                    part.unlink()
        except PermissionError as reason:
            raise Stop(
                f"{reason.filename} could not be deleted: close the programs that use "
                f"it, or delete {self.folder} yourself, and run the same command again."
            ) from None

    def parts(self):
        return list(self.folder.iterdir())

    def make(self):
        check_room(ROOM_NEEDED)
        self.folder.mkdir(exist_ok=True)
        self.mark.write_text(
            "course.py made this folder and may make it anew.\n", encoding="utf-8"
        )
        uv = shutil.which("uv")
        if uv:
            made = [uv, "venv", "-q", "--allow-existing", "--python", sys.executable]
            made.append(str(self.folder))
        else:
            check_venv_module()
            made = [sys.executable, "-m", "venv", str(self.folder)]
        if subprocess.run(made).returncode:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise Stop(
                "The virtual environment .venv could not be made; the lines above say "
                f"why. Try `{sys.executable} -m venv .venv` by hand."
            )

    def install(self):
        if self.stamp.exists():
            self.stamp.unlink()
        uv = shutil.which("uv")
        wanted = ["-r", str(self.requirements)]
        say("Installing what the course needs into .venv (one to three minutes) ...")
        with_pip = [str(self.python), "-m", "pip", "install", *wanted]
        with_uv = [uv, "pip", "install", "--python", str(self.python), *wanted]
        if run_logged(with_uv if uv else with_pip, self.log):
            output = self.log.read_text(encoding="utf-8", errors="replace")
            raise Stop(explain_install(output, self.log))
        self.stamp.write_text(self.contents(), encoding="utf-8")
        say("Installed.")


SILENT = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}


def run_logged(command, log, every=10):
    """Run a quiet, long step: output to a file, the time passed to the terminal."""
    # Certificates of the system, as pip and the browser use them: needed behind proxies.
    environment = dict(
        os.environ, UV_SYSTEM_CERTS="1", PIP_DISABLE_PIP_VERSION_CHECK="1"
    )
    began = time.monotonic()
    with log.open("wb") as output:
        step = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=str(ROOT),
            env=environment,
        )
        while True:
            try:
                return step.wait(timeout=every)
            except subprocess.TimeoutExpired:
                say(f"  ... {time.monotonic() - began:.0f} s")
            except BaseException:
                step.terminate()
                raise


def explain_install(output, log):
    """One sentence on why installing failed, from what pip or uv printed."""
    text = output.lower()
    if "no space left" in text or "disk quota" in text or "errno 28" in text:
        return (
            f"The disk is full: the environment of the course needs about {ROOM_NEEDED} MB in {ROOT}. "
            "Make room and run the same command again."
        )
    offline = [
        "temporary failure in name resolution",
        "name or service not known",
        "getaddrinfo failed",
        "nodename nor servname",
        "failed to establish a new connection",
        "network is unreachable",
        "connection refused",
        "connecttimeout",
        "dns error",
        "tcp connect error",
        "error sending request",
    ]
    if any(sign in text for sign in offline):
        return (
            "The packages could not be fetched: no connection to the package index. "
            "Go online (behind a proxy, set HTTPS_PROXY) and run the same command "
            f"again; details are in {log}."
        )
    last = output.strip().splitlines()[-1:] or ["no message"]
    return f"Installing failed ({last[0]}); the whole story is in {log}."


def check_room(needed):
    free = shutil.disk_usage(str(ROOT)).free // 1000000
    if free < needed:
        raise Stop(
            f"The disk is nearly full: {free} MB are free and the course needs about "
            f"{needed} MB in {ROOT}. Make room and run the same command again."
        )


def check_venv_module():
    """Debian ships Python without the parts that make a virtual environment."""
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    raise Stop(
        "This Python cannot make virtual environments. On Debian or Ubuntu run "
        "`sudo apt install python3-venv`, or install uv; then run this again."
    )


def check_python(version=sys.version_info, which=shutil.which):
    if tuple(version[:2]) >= OLDEST_PYTHON:
        return
    names = [f"python3.{minor}" for minor in range(15, OLDEST_PYTHON[1] - 1, -1)]
    newer = [name for name in names if which(name)]
    remedy = "Install a newer one, for example from python.org, and use that."
    if newer:
        remedy = f"This computer also has {newer[0]}: use that in place of python."
    raise Stop(
        f"This is Python {version[0]}.{version[1]}; the course needs "
        f"{OLDEST_PYTHON[0]}.{OLDEST_PYTHON[1]} or newer. {remedy}"
    )


def enter(environment, arguments):
    """Run this command again inside the environment; never returns."""
    become([str(environment.python), str(ROOT / "course.py"), *arguments])


def become(command):
    """Let another program take over, Ctrl+C included; never returns."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], command)
    # Windows has no exec that a console waits for; Ctrl+C reaches the child as well.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.exit(subprocess.run(command).returncode)


# ---------------------------------------------------------------- one at a time


@contextlib.contextmanager
def alone(root=ROOT):
    """Wait until no other course.py installs or builds in this folder, then hold it.

    The system itself frees the lock when its holder ends, however that comes.
    """
    lock = root / "_build" / "course.lock"
    lock.parent.mkdir(exist_ok=True)
    with lock.open("ab") as file:
        if not locked(file):
            say("Another course.py is building here; waiting for it (Ctrl+C ends) ...")
            while not locked(file):
                time.sleep(0.5)
        yield


def locked(file):
    """Lock the file unless another holds it; True where there are no locks."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as reason:
        return reason.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


# ---------------------------------------------------------------- small things


def say(sentence):
    print(sentence, flush=True)


def tool(module, *arguments):
    """The command line of a Python tool, in the environment."""
    if module == "jupyter-book":  # the only one without `python -m`
        call = "from jupyter_book.cli.main import main; main()"
        return [sys.executable, "-c", call, *arguments]
    return [sys.executable, "-m", module, *arguments]


def run(title, command):
    """Run one step in sight of the reader; its exit code."""
    say(f"\n== {title}")
    began = time.monotonic()
    code = subprocess.run(command, cwd=str(ROOT)).returncode
    ended = "done" if code == 0 else "FAILED"
    say(f"== {title}: {ended} after {time.monotonic() - began:.0f} s")
    return code


def in_ci():
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def built_stamp():
    return SITE.parent / "course-built.txt"


def site_is_current():
    """Whether the built site is newer than everything it is made from."""
    if not (built_stamp().is_file() and (SITE / "index.html").is_file()):
        return False
    return newest_source() < built_stamp().stat().st_mtime


def site_is_proven():
    """Whether the site is current and was built with every warning an error."""
    return site_is_current() and built_stamp().read_text("utf-8") == PROVEN


def newest_source():
    files = []
    for name in SOURCES:
        source = ROOT / name
        files += source.rglob("*") if source.is_dir() else [source]
    kept = (f for f in files if f.is_file() and "__pycache__" not in f.parts)
    return max((f.stat().st_mtime for f in kept), default=0)


def build_site(*options):
    """Build the book into _build/html; its exit code."""
    with alone():
        began = time.time()
        code = run("Building the book", tool("jupyter-book", "build", ".", *options))
        if code == 0:
            strictly = set(STRICT) <= set(options)
            built_stamp().write_text(PROVEN if strictly else BUILT, encoding="utf-8")
            os.utime(str(built_stamp()), (began, began))
    return code


def build_strictly():
    """Build every page with every warning an error, once from the same sources."""
    if site_is_proven():
        say("The site is current, and was built without a warning.")
        return 0
    return build_site(*STRICT)


def build_for_students(*options):
    """Build the edition without solutions; its exit code."""
    os.environ["COURSE_EDITION"] = "student"  # book/_ext/student_edition.py reads it
    place = ["--path-output", str(STUDENTS)]
    title = "Building the students' edition"
    with alone():
        code = run(title, tool("jupyter-book", "build", ".", *place, *options))
    if code == 0:
        say(f"The students' edition is in {STUDENTS / '_build' / 'html'}.")
    return code


def require_site():
    # Where nobody reads along, the first build is the strict one that tests need anyway.
    if build_strictly() if in_ci() else build_site():
        raise Stop(
            "The book could not be built; the messages above name the page. "
            "If the disk is full, make room; then run the same command again."
        )


# ---------------------------------------------------------------- the web server


class Pages(http.server.SimpleHTTPRequestHandler):
    """The built site; the types are set here because Windows may map .js to text."""

    extensions_map = {
        "": "application/octet-stream",
        ".html": "text/html",
        ".css": "text/css",
        ".js": "text/javascript",
        ".mjs": "text/javascript",
        ".json": "application/json",
        ".svg": "image/svg+xml",
        ".png": "image/png",
        ".ico": "image/x-icon",
        ".txt": "text/plain",
        ".csv": "text/csv",
        ".woff": "font/woff",
        ".woff2": "font/woff2",
    }

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, directory=str(SITE), **options)

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")  # a rebuilt page is shown at once
        super().end_headers()

    def log_message(self, *message):
        """Keep the terminal quiet."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Serves several files at a time."""

    allow_reuse_address = os.name != "nt"  # there it would share another's port
    daemon_threads = True


def open_server(port=None, pages=Pages):
    """A running server on 127.0.0.1, on the port asked for or the first free one."""
    check_port(port)
    tried = [port] if port else range(FIRST_PORT, FIRST_PORT + PORTS_TRIED)
    for number in tried:
        try:
            server = Server(("127.0.0.1", number), pages)
        except OSError as reason:
            if reason.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            if port and reason.errno == errno.EACCES:
                raise Stop(
                    f"The system does not let you use port {port}, as often with those "
                    "below 1024: choose a higher one with --port, or leave --port out "
                    "and a free one is found."
                ) from None
            continue
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server
    if port:
        raise Stop(
            f"Port {port} is used by another program: choose another with --port, or leave "
            "--port out and a free one is found."
        )
    raise Stop(
        f"No port from {FIRST_PORT} to {FIRST_PORT + PORTS_TRIED - 1} is free: close another local server, or choose a port "
        "with --port."
    )


def check_port(port):
    if port is not None and not 1 <= port <= 65535:
        raise Stop(
            f"There is no port {port}: choose one from 1024 to 65535, or leave --port "
            "out and a free one is found."
        )


def address_of(server):
    return f"http://127.0.0.1:{server.server_address[1]}/"


def check_answer(address):
    """Read the welcome page as a browser would, without any proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=10) as answer:
            page = answer.read()
    except (TimeoutError, urllib.error.URLError) as reason:
        raise Stop(
            f"The welcome page does not answer at {address}: {reason}."
        ) from None
    if b"<html" not in page[:2000].lower():
        raise Stop(f"What answers at {address} is not the welcome page.")


def has_screen():
    if in_ci() or os.environ.get("SSH_CONNECTION"):
        return False
    if os.name == "nt" or sys.platform == "darwin":
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


# ---------------------------------------------------------------- the verbs


def build(arguments):
    """build the site into _build/html; --student: without any answer, in _build/student;
    --pyodide FOLDER: with the Python of JupyterLite, for a place without internet"""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--student", action="store_true")
    parser.add_argument("--pyodide", type=Path, metavar="FOLDER")
    options, others = parser.parse_known_args(arguments)
    if options.pyodide:
        os.environ["COURSE_PYODIDE"] = str(options.pyodide.resolve())  # for lite.py
    if options.student:
        return build_for_students(*others)
    code = build_site(*others)
    if code == 0:
        say(f"The site is in {SITE}: open index.html there, or run serve.")
        tell_of_launching()
    return code


def tell_of_launching():
    """Say that lessons do not open elsewhere, and how they will."""
    if UNSET in CONFIG.read_text("utf-8"):
        say(
            "Lessons do not open on Binder or Colab yet: put the address of your repository "
            f"into {CONFIG.name}, in place of {UNSET}, run `python course.py lessons`, and "
            "build again."
        )


def serve(arguments):
    """build the site, serve it on this computer and open it"""
    parser = argparse.ArgumentParser(prog="course.py serve")
    parser.add_argument("--port", type=int, help="this port and no other")
    parser.add_argument("--no-browser", action="store_true", help="open no browser")
    parser.add_argument(
        "--check",
        action="store_true",
        default=in_ci(),
        help="stop after the welcome page has answered (so in CI, where nobody reads)",
    )
    options = parser.parse_args(arguments)
    check_port(options.port)  # before the long build
    require_site()
    server = open_server(options.port)
    check_answer(address_of(server))
    say(f"\nThe course is at {address_of(server)}")
    tell_of_launching()
    if options.check:
        say("Its welcome page answered; stopping, because this was a check.")
        return 0
    if has_screen() and not options.no_browser:
        webbrowser.open(address_of(server))
    say("Ctrl+C ends it.")
    wait_for_end()
    server.shutdown()
    return 0


def wait_for_end():
    ended = threading.Event()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: ended.set())
    while not ended.wait(1):  # Windows sees Ctrl+C only between waits
        pass
    say("\nEnded.")


def lab(arguments):
    """open the lessons in JupyterLab"""
    ask_for_no_news()
    options = [
        f"--ServerApp.root_dir={ROOT}",
        "--LabApp.default_url=/lab/tree/lessons",
        f"--LabApp.extra_labextensions_path={ROOT / 'book' / 'jupyterlab'}",
        # Its version is ours to choose, and nothing is asked of other hosts.
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    return become(tool("jupyterlab", *options, *arguments))


def ask_for_no_news():
    """Answer for the reader what JupyterLab asks at its first start: no news of Jupyter."""
    settings = Path(sys.prefix, "share", "jupyter", "lab", "settings", "overrides.json")
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        notification = "@jupyterlab/apputils-extension:notification"
        chosen = {notification: {"fetchNews": "false", "checkForUpdates": False}}
        settings.write_text(json.dumps(chosen), encoding="utf-8")


def test(arguments):
    """run every test; what follows is passed to pytest"""
    if arguments:  # a chosen few: the tests build the site if they need it
        return run("Tests", tool("pytest", "--nbval", *arguments))
    if build_strictly():
        say("The book does not build without warnings: see above.")
        return 1
    return run("Tests", tool("pytest", "--nbval", "--durations=10"))


def lessons(arguments):
    """execute the lessons and save them, byte for byte the same each time"""
    chosen = [Path(name) for name in arguments] or sorted(LESSONS.glob("*.ipynb"))
    for path in chosen:
        if not path.is_file():
            raise Stop(f"There is no lesson {path}; the lessons are in {LESSONS}.")
    for number, path in enumerate(chosen, 1):
        say(f"{number}/{len(chosen)} {path.name} ...")
        changed = execute_lesson(path)
        say("    {}".format("saved, with changes" if changed else "as it was"))
    return 0


def bench(arguments):
    """measure what the course promises, as a table and as JSON"""
    if not site_is_current():
        require_site()
    return run("Benchmark", [sys.executable, str(ROOT / "tests" / "bench"), *arguments])


def soak(arguments):
    """run the long random tests"""
    return run("Soak", tool("pytest", "-m", "soak", "-s", "tests", *arguments))


def bank(arguments):
    """write the tasks as question banks (Moodle, QTI), sheets and keys into _build/bank"""
    return run("Question bank", tool("cartlab.tasks.bank", *arguments))


def scorm(arguments):
    """pack lessons for learning platforms (SCORM 1.2 and 2004) into _build/scorm"""
    if not site_is_current():
        require_site()
    return run("SCORM", [sys.executable, str(ROOT / "book" / "scorm"), *arguments])


def links(_arguments):
    """ask every link to another site whether it is there (needs the internet)"""
    asked = ["build", ".", "--builder", "linkcheck", "--path-output", str(LINKS)]
    with alone():
        code = run("Links to other sites", tool("jupyter-book", *asked))
    say(f"All answers are in {LINKS / '_build' / 'html' / 'output.txt'}.")
    return code


def check(_arguments):
    """check style, spelling and the book's links"""
    steps = {
        "Style (ruff check)": tool("ruff", "check", "."),
        "Format (ruff format)": tool("ruff", "format", "--check", "."),
        "Spelling (codespell)": tool("codespell_lib"),
    }
    failed = [title for title, command in steps.items() if run(title, command)]
    if build_strictly():
        failed.append("Book without warnings")
    say("\nAll is well." if not failed else "\nTo mend: {}.".format("; ".join(failed)))
    return 1 if failed else 0


VERBS = [build, serve, lab, test, lessons, bank, scorm, bench, soak, check, links]


# ---------------------------------------------------------------- storing a lesson


def execute_lesson(path):
    """Run one notebook from top to bottom and store it; whether its bytes changed."""
    import nbclient
    import nbformat

    before = path.read_bytes()
    notebook = nbformat.reads(before.decode("utf-8"), as_version=4)
    begin(notebook)
    client = nbclient.NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,
        coalesce_streams=True,
        resources={"metadata": {"path": str(path.resolve().parent)}},
    )
    try:
        client.execute()
    except nbclient.exceptions.CellExecutionError as reason:
        raise Stop(f"{path.name} stops at a cell: {reason}") from None
    steady(notebook)
    after = (nbformat.writes(notebook).rstrip("\n") + "\n").encode("utf-8")
    path.write_bytes(after)
    return after != before


def begin(notebook):
    """Let a lesson begin with what whoever opens it as a notebook needs first."""
    from nbformat.v4 import new_code_cell, new_markdown_cell

    left_out = {"tags": ["remove-cell"]}
    first = [new_markdown_cell(AS_NOTEBOOK, id="as-notebook", metadata=left_out)]
    installing = install_cell()
    if installing:
        folded = {**left_out, "jupyter": {"source_hidden": True}}
        first.append(new_code_cell(installing, id="install", metadata=folded))
    ours = {"as-notebook", "install"}
    rest = [cell for cell in notebook.cells if cell.get("id") not in ours]
    notebook.cells = first + rest


def install_cell():
    """What installs the course from its repository; empty as long as it has none."""
    import yaml

    address = yaml.safe_load(CONFIG.read_text("utf-8"))["repository"]["url"]
    return "" if UNSET in address else INSTALL.format(address)


def steady(notebook):
    """Take out of a notebook whatever differs from run to run or place to place."""
    notebook.metadata = {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    seen = {}  # a widget's random id -> its number in the lesson
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for output in cell.get("outputs", []):
            view = output.get("data", {}).get(
                "application/vnd.jupyter.widget-view+json", {}
            )
            if "model_id" in view:
                number = seen.setdefault(view["model_id"], len(seen) + 1)
                view["model_id"] = f"{number:032x}"


# ---------------------------------------------------------------- the command


def usage():
    lines = ["usage: python course.py VERB", "", "verbs:"]
    lines += [f"  {verb.__name__:8} {verb.__doc__}" for verb in VERBS]
    return "\n".join(lines)


def main(arguments):
    verbs = {verb.__name__: verb for verb in VERBS}
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        say(usage())
        return 0
    if arguments[0] not in verbs:
        raise Stop(f"There is no verb '{arguments[0]}'.\n{usage()}")
    check_python()
    environment = Environment()
    environment.prepare()
    if not environment.is_this():
        enter(environment, arguments)
    return verbs[arguments[0]](arguments[1:])


def stop_code(arguments):
    """The exit code, with every expected trouble told in a sentence."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a path may hold what a console cannot show
            stream.reconfigure(errors="replace")
    try:
        return main(arguments)
    except Stop as reason:
        print(f"course.py: {reason}", file=sys.stderr)
    except KeyboardInterrupt:
        print("course.py: stopped by you.", file=sys.stderr)
        return 130
    except OSError as reason:
        if reason.errno != errno.ENOSPC:
            raise
        print(
            "course.py: The disk is full: make room and run the same command again.",
            file=sys.stderr,
        )
    return 1


if __name__ == "__main__":
    sys.exit(stop_code(sys.argv[1:]))
