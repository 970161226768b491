"""When the first explorer of a page is drawn over a slow line, on a slow computer."""

import functools
import gzip
import http.server
import statistics
import threading

from rows import row
from sizes import pages

import course

PHONE = {"width": 390, "height": 844}
LOADS = 3
PACKED = (".html", ".js", ".css", ".svg", ".json")

# {name: (kbit/s, ms of delay, times slower than this computer, promise in ms)}
LINES = {
    "1.6 Mbit/s, 4 times slower": (1600, 150, 4, 2500),
    "400 kbit/s": (400, 400, 1, 8000),
}

# Runs before the page's own scripts.
WATCH = """(() => {
  globalThis.shift = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) shift += one.value;
  }).observe({ type: "layout-shift", buffered: true });
  const timer = setInterval(() => {
    if (!document.querySelector(".v2v-explorer[data-drawn]")) return;
    clearInterval(timer);
    requestAnimationFrame(() => setTimeout(() => (globalThis.drawn = performance.now())));
  }, 4);
})()"""


class Packed(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a web host does: texts packed, all connections kept open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = course.Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        body = packed(path) if path.suffix in PACKED else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        if path.suffix in PACKED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@functools.cache
def packed(path):
    return gzip.compress(path.read_bytes(), 6)


def measure(browser, _address):
    handler = functools.partial(Packed, directory=str(course.SITE))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    rows = []
    for line, (speed, delay, slower, promised) in LINES.items():
        for name in pages():
            address = f"http://127.0.0.1:{server.server_port}/{name}"
            loads = [
                loaded(browser, address, speed, delay, slower) for _ in range(LOADS)
            ]
            drawn, shifts = zip(*loads, strict=True)
            rows += [
                row(
                    f"first explorer drawn, {line}, {name}, median of {LOADS}",
                    statistics.median(drawn),
                    "ms",
                    at_most=promised,
                    each=drawn,
                ),
                row(f"  layout shift, {line}, {name}", max(shifts), "", at_most=0.05),
            ]
    server.shutdown()
    return rows


def loaded(browser, address, speed, delay, slower):
    """Return when the first explorer was drawn, in ms, and how much the page has shifted."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    page = context.new_page()
    page.add_init_script(WATCH)
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    line = {"offline": False, "latency": delay, "uploadThroughput": -1}
    tools.send(
        "Network.emulateNetworkConditions", line | {"downloadThroughput": speed * 125}
    )
    tools.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address, wait_until="commit")
    drawn = page.wait_for_function("() => globalThis.drawn", timeout=90_000)
    page.wait_for_selector("[data-settled]", state="attached", timeout=90_000)
    found = drawn.json_value(), page.evaluate("() => shift")
    context.close()
    return found
