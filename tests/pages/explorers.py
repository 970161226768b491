"""The explorers of every page, as Python objects and as boxes on the built page."""

import math
import re
from functools import cache
from pathlib import Path

import pytest

from cartlab import Explorer
from cartlab.explorer.link import slug
from lessons.rerun import LESSONS, code_cells, run_cell, source

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)^```", re.M | re.S)


def cells_of(path):
    if path.suffix == ".ipynb":
        return [source(cell) for cell in code_cells(path)]
    return BLOCK.findall(path.read_text("utf-8"))


@cache
def displayed(path):
    """Return what the cells of a page display, in order."""
    space = {}
    return [run_cell(text, path.name, space) for text in cells_of(path)]


def explorers(path):
    """Return the explorers that a page displays, in order."""
    return [one for one in displayed(path) if isinstance(one, Explorer)]


TURNS = 3
# What all explorers do by the same code is tried with each third of them, page by page;
# the soak tries it with all.
BY_TURNS = pytest.mark.parametrize(
    "turn", [0, *(pytest.param(i, marks=pytest.mark.soak) for i in range(1, TURNS))]
)


def in_turn(addresses, turn):
    """Return the mark of a test of what all pages do by the same code.

    It takes a third of the addresses, from number `turn` on; the soak takes the others.
    """
    asked = [
        one if i % TURNS == turn else pytest.param(one, marks=pytest.mark.soak)
        for i, one in enumerate(addresses)
    ]
    return pytest.mark.parametrize("address", asked)


def title(lab):
    return lab.picture.spec["title"]


def pages():
    """Return {address on the site: source} of every page that shows an explorer."""
    texts = [*LESSONS, *sorted((ROOT / "book").rglob("*.md"))]
    return {
        path.relative_to(ROOT).with_suffix(".html").as_posix(): path
        for path in texts
        if any("Explorer" in cell for cell in cells_of(path))
    }


def pages_of_the_site():
    """Return the address of every page that the table of contents names."""
    text = (ROOT / "_toc.yml").read_text("utf-8")
    names = re.findall(r"(?:root|file): (\S+)", text)
    return [f"{name}.html" for name in names]


PAGES_OF_THE_SITE = pages_of_the_site()
READY = "(n) => (globalThis.cartlab?.pictures ?? []).length === n"


def wait_for_explorers(page, n):
    """Wait until all n explorers of a page have drawn, in their order on the page."""
    page.wait_for_function(READY, arg=n, timeout=20_000)
    page.evaluate(
        """() => cartlab.pictures.sort((a, b) =>
             a.el.compareDocumentPosition(b.el) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1)"""
    )


RESET = """() => {
  const press = (button) => button.click();
  history.replaceState(null, "", location.pathname + location.search);
  document.activeElement.blur();
  for (const { el } of cartlab.pictures) {
    const tools = [...el.querySelectorAll(".v2v-tools button")];
    tools.filter((one) => one.textContent === "Keep curve" && one.ariaPressed === "true").forEach(press);
    tools.filter((one) => one.textContent === "Reset").forEach(press);
  }
  return Promise.all(cartlab.pictures.map((one) => one.settled()));
}"""


RESET_ONE = """(i) => [...cartlab.pictures[i].el.querySelectorAll(".v2v-tools button")]
  .find((one) => one.textContent === "Reset").click()"""


def reset(page, i):
    """Bring explorer i back to where it starts; nobody waits for it."""
    page.evaluate(RESET_ONE, i)


def as_opened(page, labs):
    """Bring a page that was used back to where it was when it was opened."""
    page.mouse.move(0, 0)
    page.evaluate(RESET)
    if any(values(page, i) != lab.values for i, lab in enumerate(labs)):
        address = page.url
        page.goto("about:blank")  # Reset does not reset: its own test tells
        page.goto(address)
        wait_for_explorers(page, len(labs))


# The hand lets go, which the explorer takes for rest: nobody waits for its timer.
SETTLED = (
    """(dispatchEvent(new PointerEvent("pointerup")), cartlab.pictures[i].settled())"""
)
# As typed arrays: Playwright takes them in a tenth of the time.
ARRAYS = f"""(i) => {SETTLED}.then(() => cartlab.pictures[i].arrays()
  .map((one) => ({{ ...one, x: Float64Array.from(one.x), values: Float64Array.from(one.values) }})))"""


def arrays(page, i):
    """Return the settled arrays of explorer i: [{panel, series, x, values}]; NaN: a gap."""
    return page.evaluate(ARRAYS, i)


PAINTED = """(i) => cartlab.pictures[i].settled().then(async () =>
  [await cartlab.pictures[i].painted(), cartlab.pictures[i].main()])"""


def painted(page, i=0):
    """Return what explorer i has painted, [{panel, paint, label, numbers}], and its main panels."""
    return page.evaluate(PAINTED, i)


def summary(page, i):
    return page.evaluate(
        f"(i) => {SETTLED}.then(() => cartlab.pictures[i].summary())", i
    )


def values(page, i):
    return page.evaluate("(i) => cartlab.pictures[i].values()", i)


def changed(before, after):
    """Return the greatest change of a plotted array, as a share of its range."""
    greatest = 0.0
    for old, new in zip(before, after, strict=True):
        pairs = [
            (a, b)
            for a, b in zip(old["values"], new["values"], strict=False)
            if math.isfinite(a) and math.isfinite(b)
        ]
        if not pairs:
            continue
        low = min(min(pair) for pair in pairs)
        span = max(max(pair) for pair in pairs) - low
        if span > 0:
            greatest = max(greatest, max(abs(a - b) for a, b in pairs) / span)
    return greatest


def is_right(lab, found):
    """Hold that something is drawn, and that no curve over time has a gap."""
    assert found, f"{title(lab)}: nothing is drawn"
    for one in found:
        if lab.panels[one["panel"]]["kind"] == "time_course":
            assert all(math.isfinite(x) for x in one["values"]), (
                f"{title(lab)}: a number is none"
            )


def address_of(lab, settings):
    """Return the fragment that sets controls of an explorer: {name: what they say}."""
    fields = [f"explorer={slug(title(lab))}"]
    return "&".join(fields + [f"{name}={value}" for name, value in settings.items()])


SEED = 5  # of the settings that all engines are asked for: Python runs them once


def somewhere(lab, chance):
    """Return the address that sets every control of an explorer to a random value."""
    settings = {}
    for name in lab.names:
        one = lab.model.parameters[name]
        value = chance.uniform(*one.range)
        if one.kind == "choice":
            value = chance.integers(len(one.choices))
        settings[name] = value if one.kind == "number" else round(value)
    return address_of(lab, settings)
