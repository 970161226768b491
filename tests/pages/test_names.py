"""What is written in a frame can be read: no curve runs through it, no text lies on another."""

from itertools import combinations

import numpy as np
import pytest

from pages.explorers import address_of, explorers, pages, reset, title
from pages.hands import set_by_address

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
SIZES = [(1280, 720), (390, 844)]
LEAST_OVERLAP = 1  # px: boxes of letters may touch

WRITTEN = """async (i) => {
  const pen = CanvasRenderingContext2D.prototype, { fillText, strokeText, clearRect } = pen, written = new Map();
  let halo = null;
  const note = function (text, x, y) {
    const { a, d, e, f } = this.getTransform(), scale = devicePixelRatio, size = this.measureText(text);
    const across = (shift) => (a * (x + shift) + e) / scale, down = (shift) => (d * (y + shift) + f) / scale;
    const box = {
      text, halo: halo === `${text} ${x} ${y}`,
      left: across(-size.actualBoundingBoxLeft), right: across(size.actualBoundingBoxRight),
      top: down(-size.actualBoundingBoxAscent), bottom: down(size.actualBoundingBoxDescent),
    };
    written.set(this.canvas, [...(written.get(this.canvas) ?? []), box]);
    fillText.call(this, text, x, y);
  };
  const picture = cartlab.pictures[i];
  dispatchEvent(new PointerEvent("pointerup"));
  await picture.settled();
  const rows = await picture.painted(), arrays = picture.arrays();
  pen.fillText = note;
  pen.strokeText = function (text, x, y) { halo = `${text} ${x} ${y}`; strokeText.call(this, text, x, y); };
  pen.clearRect = function (...box) { written.delete(this.canvas); clearRect.apply(this, box); };
  for (const way of ["beforeprint", "afterprint"]) { // they paint anew
    dispatchEvent(new Event(way));
    await new Promise((resolve) => setTimeout(resolve));
  }
  Object.assign(pen, { fillText, strokeText, clearRect });
  return [...picture.el.querySelectorAll(".v2v-plot")].flatMap((host, panel) => {
    const canvas = host.querySelector("canvas"), over = host.querySelector(".u-over");
    if (!canvas || !host.checkVisibility()) return [];
    const [page, frame] = [canvas.getBoundingClientRect(), over.getBoundingClientRect()];
    const [left, top] = [frame.left - page.left, frame.top - page.top];
    const row = rows.find((one) => one.panel === panel && one.paint === "frame"), [x0, x1, y0, y1] = row.numbers;
    const share = (log, value, low, high) => log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    const [across, upward] = row.label.split(", ").map((one) => one.startsWith("log"));
    const curves = arrays.filter((one) => one.panel === panel).map(({ series, x, values }) => ({ series,
      x: Float64Array.from(x, (at) => left + frame.width * share(across, at, x0, x1)),
      y: Float64Array.from(values, (v) => top + frame.height * (1 - share(upward, upward ? Math.max(v, y0) : v, y0, y1))) }));
    const inside = (box) => box.left > left && box.right < left + frame.width && box.top > top && box.bottom < top + frame.height;
    return [{ panel, frame: [left, top, frame.width, frame.height], texts: (written.get(canvas) ?? []).filter(inside), curves }];
  });
}"""


def runs_through(curve, box):
    """Whether a curve in px runs through a box of letters; NaN is a gap."""
    x, y = np.array(curve["x"], float), np.array(curve["y"], float)
    beside = (x[1:] >= box["left"]) & (x[:-1] <= box["right"])
    near = np.flatnonzero(beside & np.isfinite(y[:-1]) & np.isfinite(y[1:]))
    (x0, x1), (y0, y1) = ((one[near], one[near + 1]) for one in (x, y))
    width = np.where(x1 > x0, x1 - x0, 1)
    ends = [
        y0 + (at - x0) / width * (y1 - y0)
        for at in (np.maximum(x0, box["left"]), np.minimum(x1, box["right"]))
    ]
    upper, lower = np.minimum(*ends), np.maximum(*ends)
    return bool(((upper < box["bottom"]) & (lower > box["top"])).any())


def overlap(one, other):
    across = min(one["right"], other["right"]) - max(one["left"], other["left"])
    upward = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
    return min(across, upward) > LEAST_OVERLAP


@pytest.mark.parametrize("size", SIZES)
@EACH_PAGE
def test_what_is_written_in_a_frame_is_crossed_by_nothing(shared, address, size):
    page, faults = shared(address, size), []
    for i, lab in enumerate(explorers(PAGES[address])):
        for scene in ["", *lab.scenes]:
            if scene:
                box = page.locator(".v2v-explorer").nth(i)
                box.get_by_role("button", name=scene, exact=True).click()
            for plot in page.evaluate(WRITTEN, i):
                panel = lab.panels[plot["panel"]]
                where = (
                    f"{lab.picture.spec['title']}, {scene or 'start'}, {panel['title']}"
                )
                if panel["kind"] == "contour":
                    continue  # a number stands in its line, with a halo
                for text in plot["texts"]:
                    for curve in plot["curves"]:
                        if runs_through(curve, text) and not text["halo"]:
                            faults.append(
                                f"{where}: {curve['series']} through {text['text']}"
                            )
                faults += [
                    f"{where}: {one['text']} on {other['text']}"
                    for one, other in combinations(plot["texts"], 2)
                    if overlap(one, other)
                ]
    assert not faults, "\n".join(faults)


KEEP = """(i) => [...cartlab.pictures[i].el.querySelectorAll(".v2v-tools button")]
  .find((one) => one.textContent === "Keep curve").click()"""


def areas(panel):
    """Return the names of a panel's phases and bands."""
    return {one["label"] for kind in ("phases", "bands") for one in panel.get(kind, [])}


def moved(curves, old, new):
    """Return curves where they lie in a frame of another size."""
    (x0, y0, wide, tall), (x1, y1, wider, taller) = old, new
    return [
        {
            "x": x1 + (np.array(one["x"], float) - x0) * wider / wide,
            "y": y1 + (np.array(one["y"], float) - y0) * taller / tall,
        }
        for one in curves
    ]


def ends(parameter):
    """Return what an address asks of a control at its two ends."""
    choices = parameter.choices
    return (0, len(choices) - 1) if choices else parameter.range


@pytest.mark.parametrize("size", SIZES)
@EACH_PAGE
def test_no_name_of_an_area_lies_on_a_curve_or_on_the_kept_one(shared, address, size):
    page, faults = shared(address, size), []
    for i, lab in enumerate(explorers(PAGES[address])):
        names = dict(enumerate(map(areas, lab.panels)))
        if not any(names.values()):
            continue
        kept = {plot["panel"]: plot for plot in page.evaluate(WRITTEN, i)}
        page.evaluate(KEEP, i)
        for name in lab.names:
            for end in ends(lab.model.parameters[name]):
                reset(page, i)
                set_by_address(page, address_of(lab, {name: end}))
                for plot in page.evaluate(WRITTEN, i):
                    told = [
                        t for t in plot["texts"] if t["text"] in names[plot["panel"]]
                    ]
                    was = kept[plot["panel"]]
                    ghosts = moved(was["curves"], was["frame"], plot["frame"])
                    curves = plot["curves"] + ghosts
                    faults += [
                        f"{title(lab)}, {name} = {end}: {text['text']}"
                        for text in told
                        for curve in curves
                        if runs_through(curve, text)
                    ]
    assert not faults, "\n".join(faults)
