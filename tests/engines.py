"""Firefox and WebKit for the tests, on Linux: the engines that Chromium's tests do not know.

Each is driven by the protocol that its packages bring: Firefox speaks WebDriver BiDi
itself, WebKitGTK has a driver. (Playwright drives only a Firefox that is as new as
itself, Selenium only one with geckodriver, which Debian has not.) A page of theirs has
the names of Playwright's page that tests need: evaluate, wait_for_function, keyboard.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import websocket

import course
from browser import NoBrowser, install, may_install_packages

KEYS = {"Home": "\ue011", "End": "\ue010", "Space": " "}
PATIENCE = 60  # s, for an engine that starts and for a page that draws


class Engine:
    """A page in an engine: what is the same in both. Leaving it ends the engine."""

    packages = []  # of Debian
    name = version = ""

    def __init__(self):
        self.ending, self.address = contextlib.ExitStack(), ""
        if not self.found() and may_install_packages():
            install(self.packages, self.found)
        if not self.found():
            raise self.missing("is not installed")

    def missing(self, why):
        packages = " ".join(self.packages)
        return NoBrowser(f"{self.name} {why}; on Debian run `apt install {packages}`")

    def __enter__(self):
        with self.ending as starting:  # what was started ends, should the rest fail
            self.start()
            self.ending = starting.pop_all()
        return self

    def __exit__(self, *_):
        self.ending.close()

    def first(self, answer):
        """Return what answer() gives as soon as the engine that starts lets it."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError):
                if told := answer():
                    return told
            time.sleep(0.05)
        raise self.missing("does not start")

    @property
    def keyboard(self):
        return self

    def open(self, address):
        self.address = address
        self.go(address)

    def evaluate(self, function, argument=None):
        """Call a function of JavaScript; what it returns may hold NaN and infinity."""
        told = self.call(WRAPPED % function, json.dumps(argument))
        return json.loads(told, object_hook=number)[0]

    def press(self, key):
        taps = [{"type": way, "value": KEYS[key]} for way in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keyboard", "actions": taps}])

    def wait_for_function(self, function, arg=None, timeout=1000 * PATIENCE):
        until = time.monotonic() + timeout / 1000
        while not self.evaluate(function, arg):
            if time.monotonic() > until:
                raise TimeoutError(f"{self.name} waited in vain for {function}")
            time.sleep(0.05)


# JSON knows no NaN, no infinity (a page's gaps and open ends are such) and no typed arrays.
WRAPPED = """(given) => Promise.resolve((%s)(JSON.parse(given))).then((told) => JSON.stringify([told],
  (_, one) => ArrayBuffer.isView(one) ? [...one]
    : typeof one === "number" && !Number.isFinite(one) ? { number: String(one) } : one))"""


def number(one):
    return float(one["number"]) if one.keys() == {"number"} else one


class Firefox(Engine):
    """Firefox without a window, over WebDriver BiDi."""

    name = "Firefox"
    packages = ["firefox-esr"]

    @staticmethod
    def found():
        return shutil.which("firefox-esr") or shutil.which("firefox")

    def start(self):
        profile = self.ending.enter_context(
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        )
        command = [self.found(), "--headless", "--no-remote", "--profile", profile]
        program = subprocess.Popen(
            [*command, "--remote-debugging-port", "0"], **course.SILENT
        )
        self.ending.callback(end, program)
        note = Path(profile, "WebDriverBiDiServer.json")
        place = self.first(lambda: json.loads(note.read_text("utf-8")))
        self.line = websocket.create_connection(
            f"ws://{place['ws_host']}:{place['ws_port']}/session",
            suppress_origin=True,
            timeout=PATIENCE,
        )
        self.ending.callback(self.line.close)
        self.asked, self.said = 0, []
        about = self.ask("session.new", capabilities={})
        self.version = about["capabilities"]["browserVersion"]
        self.ask("session.subscribe", events=["log.entryAdded"])
        # The first tab has not the focus, and there Space would check no box.
        tab = self.ask("browsingContext.create", type="tab")
        self.tab = {"context": tab["context"]}

    def ask(self, method, **params):
        """Send a command and return its result; what is said meanwhile is kept."""
        self.asked += 1
        command = {"id": self.asked, "method": method, "params": params}
        self.line.send(json.dumps(command))
        while (answer := json.loads(self.line.recv())).get("id") != self.asked:
            self.said.append(answer["params"])
        if answer["type"] == "error":
            raise RuntimeError(f"{self.name}, {method}: {answer['message']}")
        return answer["result"]

    def go(self, address):
        self.ask("browsingContext.navigate", url=address, wait="complete", **self.tab)

    def call(self, function, text):
        told = self.ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": text}],
            target=self.tab,
            awaitPromise=True,
        )
        if told["type"] == "exception":
            raise RuntimeError(f"{self.name}: {told['exceptionDetails']['text']}")
        return told["result"]["value"]

    def act(self, actions):
        self.ask("input.performActions", actions=actions, **self.tab)

    def set_viewport_size(self, size):
        self.ask("browsingContext.setViewport", viewport=size, **self.tab)

    def faults(self):
        """Return the errors that were logged since this was last asked."""
        self.evaluate("() => 0")  # what was said before arrives before the answer
        said, self.said = self.said, []
        return [one["text"] for one in said if one["level"] == "error"]


class WebKit(Engine):
    """WebKitGTK in its small browser, on a screen that nobody sees, over WebDriver."""

    name = "WebKitGTK"
    packages = ["webkit2gtk-driver", "xvfb"]

    @staticmethod
    def found():
        driver = shutil.which("WebKitWebDriver")
        return driver if shutil.which("Xvfb") else None

    def start(self):
        # It takes its language from the system; this is none, as on many servers.
        surroundings = {"LANG": "C.UTF-8", "DISPLAY": self.screen()}
        port = free_port()
        program = subprocess.Popen(
            [self.found(), f"--port={port}"],
            env={**os.environ, **surroundings},
            **course.SILENT,
        )
        self.ending.callback(end, program)
        # The driver is on this machine: no proxy is asked for it.
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        self.driver = f"http://127.0.0.1:{port}"
        self.first(lambda: self.ask("GET", "/status")["ready"])
        session = self.ask("POST", "/session", capabilities={})
        self.version = session["capabilities"]["browserVersion"]
        self.driver += f"/session/{session['sessionId']}"
        self.ending.callback(self.ask, "DELETE", "")
        self.ask("POST", "/timeouts", script=1000 * PATIENCE)

    def screen(self):
        """Start a screen and return its name."""
        mine, its = os.pipe()
        program = subprocess.Popen(
            ["Xvfb", "-displayfd", str(its), "-nolisten", "tcp"]
            + ["-screen", "0", "1600x1200x24"],
            pass_fds=[its],
            **course.SILENT,
        )
        self.ending.callback(end, program)
        os.close(its)
        with open(mine) as told:
            return f":{told.readline().strip()}"

    def ask(self, method, command, **params):
        """Send a command and return its result."""
        body = json.dumps(params).encode() if method == "POST" else None
        request = urllib.request.Request(self.driver + command, body, method=method)
        try:
            with self.opener.open(request, timeout=2 * PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as refused:
            with refused:
                why = json.load(refused)["value"]
            raise RuntimeError(f"{self.name}, {command}: {why['message']}") from None

    def go(self, address):
        self.ask("POST", "/url", url=address)

    def call(self, function, text):
        script = f"""const [given, done] = arguments;
            ({function})(given).then((told) => done({{ told }}), (error) => done({{ error: `${{error}}` }}));"""
        told = self.ask("POST", "/execute/async", script=script, args=[text])
        if "error" in told:
            raise RuntimeError(f"{self.name}: {told['error']}")
        return told["told"]

    def act(self, actions):
        self.ask("POST", "/actions", actions=actions)

    def set_viewport_size(self, size):
        """Make the window so large that the page has this size; about 450 px at least."""
        frame = self.evaluate(
            "() => [outerWidth - innerWidth, outerHeight - innerHeight]"
        )
        width, height = size["width"] + frame[0], size["height"] + frame[1]
        self.ask("POST", "/window/rect", width=width, height=height)

    def faults(self):
        """Return the errors that the page wrote down since this was last asked."""
        return self.evaluate("() => globalThis.faults?.splice(0) ?? []")


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


def end(program):
    program.terminate()
    try:
        program.wait(timeout=10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()


ENGINES = [Firefox, WebKit]
HERE = sys.platform == "linux"  # elsewhere no package has them


class Overheard(course.Pages):
    """The built site; its pages write down their errors, for an engine that cannot tell."""

    SCRIPT = b"""<script>
{
globalThis.faults = [];
addEventListener("error", ({ message, target }) => faults.push(`error: ${message ?? target.outerHTML}`), true);
addEventListener("unhandledrejection", ({ reason }) => faults.push(`rejected: ${reason}`));
const { error } = console;
console.error = (...said) => { faults.push(`console: ${said.join(" ")}`); error(...said); };
}
</script>"""

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        if path.suffix != ".html" or not path.is_file():
            super().do_GET()
            return
        page = path.read_bytes().replace(b"<head>", b"<head>" + self.SCRIPT, 1)
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)
