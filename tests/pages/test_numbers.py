"""Every plot of every page has a table of its numbers, and they are those of the plot."""

import numpy as np
import pytest

from cartlab.explorer.panels import kind_of
from cartlab.explorer.reading import measure, readout, say_short
from cartlab.solve.say import say
from pages.explorers import explorers, pages

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)

IN_WORDS = ("swaps", "timeline")  # panels without a plot that have a table all the same
CANVASES = """(i) => [...cartlab.pictures[i].el.querySelectorAll(".v2v-plot")].map((host) => Boolean(host.querySelector("canvas")))"""
OPEN = """(i) => {
  const { el, settled } = cartlab.pictures[i];
  el.querySelector(".v2v-as-table:not([aria-expanded=true])")?.click();
  const seen = (cell) => (cell.querySelector("[aria-hidden]") ?? cell).textContent.replaceAll("\\u2060", "").replaceAll("\\u00a0", " ");
  return settled().then(() => [...el.nextElementSibling?.querySelectorAll(".v2v-table-box") ?? []].map((box) => ({
    hidden: box.hidden, rows: [...box.querySelectorAll("tr")].map((row) => [...row.cells].map(seen)) })));
}"""


def numbers_of(lab, spec, run, heads):
    """Return the texts that a panel's table may have: of what it draws, at its times."""
    leasts = None
    if "outputs" in spec and spec["kind"] not in ("wells", "cohort"):
        lines = np.array(
            [
                [measure(readout(f"{name} at {at}", lab.model), run) for at in heads]
                for name in spec["outputs"]
            ]
        )
        if spec.get("share"):
            lines = 100 * lines / lines.sum(axis=0)
        else:
            leasts = [lab.model.outputs[name].least for name in spec["outputs"]]
    else:
        drawn = kind_of(spec).arrays(spec, lab.model, run)
        lines = [values for _, values in drawn.values()]
    known = set()
    for line, least in zip(lines, leasts or [None] * len(lines), strict=True):
        for value in line:
            known |= texts_of(value, least)
    if spec["kind"] == "waterfall":  # what ends at the lower edge is less than that
        known.add(f"less than {say(spec['span'][0])}")
    return known


def texts_of(value, least):
    """Return how a table may tell a value."""
    if not np.isfinite(value):
        return {"never"}
    if least is not None and value < least:
        return {f"fewer than {say_short(least)}"}
    return {say(value), str(round(value))}


@EACH_PAGE
def test_each_plot_has_a_table_of_what_it_draws(shared, address):
    page = shared(address)
    for i, lab in enumerate(explorers(PAGES[address])):
        run = lab.run()
        drawn = page.evaluate(CANVASES, i)
        tabled = [
            (one, is_drawn)
            for one, is_drawn in zip(lab.panels, drawn, strict=True)
            if is_drawn or one["kind"] in IN_WORDS
        ]
        made = page.evaluate(OPEN, i)
        assert len(made) == len(tabled)
        for (spec, is_drawn), table in zip(tabled, made, strict=True):
            where = f"{lab.picture.spec['title']}, {spec['title']}"
            if not is_drawn:
                assert len(table["rows"]) > 1, where
                continue
            if table["hidden"]:
                assert spec.get("view"), where
                continue
            head, *rows = table["rows"]
            # Of a histogram only the bars that have somebody in them.
            least = 1 if spec["kind"] == "histogram" else 5
            assert least <= len(rows) <= 20, where
            assert {len(row) for row in rows} == {len(head)}, where
            # A peak and where a control stands lie between the points of a curve.
            plain = {head: cells for head, *cells in rows if "," not in head}
            known = numbers_of(lab, spec, run, plain)
            told = [text for cells in plain.values() for text in cells]
            strange = [text for text in told if text not in known]
            assert not strange, f"{where}: {strange}"
