"""How heavy the pages are, and how long a clean build takes."""

import gzip
import subprocess
import tempfile
import time
from itertools import pairwise
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from rows import row

import course

FIRST = "book/welcome.html"


def pages():
    """Return the names of the welcome page and of all lessons."""
    lessons = sorted((course.ROOT / "lessons").glob("*.ipynb"))
    return [FIRST, *(f"lessons/{path.stem}.html" for path in lessons)]


def measure(browser, address):
    loads = {page: loaded(browser, address, page) for page in pages()}
    rows = []
    for page, files in loads.items():
        raw = sum(len(body) for body in files.values()) / 1000
        packed = sum(map(weight, files.values())) / 1000
        what = f"{page} first, all it loads"
        rows.append(row(f"{what}, gzip", packed, "kB", at_most=900, files=len(files)))
        rows.append(row(f"{what}, raw", raw, "kB"))
        first = needed(files, page)
        packed = sum(map(weight, first.values())) / 1000
        what = f"{page}, before its first explorer, gzip"
        rows.append(row(what, packed, "kB", at_most=250, files=sorted(first)))
    for before, page in pairwise(loads):
        new = loads[page].keys() - loads[before].keys()
        packed = sum(weight(loads[page][name]) for name in new) / 1000
        what = f"{page} after {before}, gzip"
        rows.append(row(what, packed, "kB", at_most=80, files=sorted(new)))
    return rows


def needed(files, page):
    """Return {file: bytes} of what stands between a reader and the first explorer of a page."""
    text = BeautifulSoup(files[page], "html.parser")
    parts = [
        *text.select('link[rel="stylesheet"][href], script[fetchpriority="high"]'),
        *text.select("script[src]:not([defer])"),
    ]
    here = f"http://here/{page}"
    paths = [urlsplit(urljoin(here, one.get("src") or one["href"])) for one in parts]
    names = {page, *(one.path.lstrip("/") for one in paths)}
    return {name: files[name] for name in names}


def weight(body):
    """Return the bytes on the wire: gzip -9, or as it is where that is smaller (fonts)."""
    return min(len(body), len(gzip.compress(body, 9)))


def loaded(browser, address, name):
    """Return {file: bytes} of everything a fresh browser asks for, to the page's foot."""
    asked = []
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.on("requestfinished", lambda request: asked.append(request.url))
    page.goto(address + name)
    page.wait_for_selector(".v2v-explorer[data-drawn]")
    page.evaluate("() => scrollTo(0, document.body.scrollHeight)")
    known = -1
    while known != len(asked):  # until a second brings nothing more
        known = len(asked)
        page.wait_for_timeout(1000)
    context.close()
    paths = {urlsplit(url).path.lstrip("/") for url in asked if url.startswith(address)}
    return {path: (course.SITE / path).read_bytes() for path in paths}


def measure_build(_browser, _address):
    with tempfile.TemporaryDirectory() as folder:
        command = course.tool(
            "jupyter-book", "build", ".", "--path-output", folder, "-q"
        )
        began = time.monotonic()
        subprocess.run(command, cwd=course.ROOT, check=True, stdout=subprocess.DEVNULL)
    return [row("clean build of the book", time.monotonic() - began, "s", at_most=90)]
