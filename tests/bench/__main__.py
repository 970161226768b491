"""What the course promises beside what this computer measures.

Run by `python course.py bench [--only NAME ...] [--json FILE]`. Nothing here can fail a
test: timings depend on the computer and on what else it does, so a reader judges them.
"""

import argparse
import json
import os
import platform
import sys
import time
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
# `python tests/bench` knows its own folder only; what follows is found through these.
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

import everywhere  # noqa: E402
import kernel  # noqa: E402
import loading  # noqa: E402
import sizes  # noqa: E402
import sliders  # noqa: E402
import speed  # noqa: E402

import browser as browsers  # noqa: E402
import course  # noqa: E402

PARTS = {
    "sliders": sliders.measure,
    "everywhere": everywhere.measure,
    "loading": loading.measure,
    "kernel": kernel.measure,
    "speed": speed.measure,
    "sizes": sizes.measure,
    "build": sizes.measure_build,
}


def arguments():
    parser = argparse.ArgumentParser(prog="course.py bench")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--json", type=Path, default=ROOT / "_build" / "bench.json")
    return parser.parse_args()


def machine(browser):
    names = ["numpy", "scipy", "libroadrunner", "jupyterlab", "ipywidgets", "anywidget"]
    return {
        "system": platform.platform(),
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
        "python": platform.python_version(),
        # The lean one calls itself HeadlessChrome.
        "browser": browser.new_browser_cdp_session().send("Browser.getVersion")[
            "product"
        ],
        "packages": {name: version(name) for name in names},
        "date": time.strftime("%Y-%m-%d"),
    }


def table(rows):
    """Return the rows as text: what, promise, measured, and whether it is kept."""
    head = {"what": "", "promise": "promise", "shown": "measured", "verdict": ""}
    lines = [[row[key] for key in head] for row in [head, *rows]]
    widths = [max(len(line[i]) for line in lines) for i in range(len(head))]
    return "\n".join(
        "  ".join(
            f"{text:{width}}" for text, width in zip(line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def main():
    asked = arguments()
    rows = []
    server = course.open_server()
    with browsers.launched() as browser:
        about = machine(browser)
        for name in asked.only:
            print(f"measuring {name} ...", flush=True)
            rows += PARTS[name](browser, course.address_of(server))
    server.shutdown()
    print(f"\n{about['cores']} cores, load {about['load']}, browser {about['browser']}")
    print(table(rows))
    asked.json.write_text(json.dumps({"machine": about, "rows": rows}, indent=1) + "\n")
    print(f"\nAlso in {asked.json}.")


if __name__ == "__main__":
    main()
