"""Whatever a control moves is seen: every explorer fits the window it is in."""

import pytest

from pages.explorers import as_opened, explorers, pages, wait_for_explorers

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
LAPTOPS = [(1280, 720), (1440, 900)]
FRAME = (240, 120)  # px: the least that a plot's frame has on a laptop

# Explorers that are taller than a window, and why.
TALLER = {
    ("Dose, burden, fitness", (1280, 720)): "six frames of 240 by 120 px, each with "
    "its axes, and two sentences under maps are 800 px; its three sliders stay in "
    "sight beside them",
}


@pytest.fixture
def sized(kept_page, server):
    """Open the page that the tests of an address share, in a window of some size."""

    def open_page(address, size):
        labs = explorers(PAGES[address])

        def make(watched):
            wait_for_explorers(watched.open(server + address), len(labs))

        found = kept_page(address, make)
        found.set_viewport_size({"width": size[0], "height": size[1]})
        as_opened(found, labs)
        return found

    return open_page


def title(lab):
    return lab.picture.spec["title"]


BOXES = """() => cartlab.pictures.map(({ el }) => {
  const box = el.getBoundingClientRect();
  const outside = (part) => {
    const { left, right, top, bottom } = part.getBoundingClientRect();
    return top < box.top - 1 || bottom > box.bottom + 1 || left < box.left - 1 || right > box.right + 1;
  };
  const parts = ".v2v-control, .v2v-plot, .v2v-readouts div, .v2v-summary, .v2v-legend button, .v2v-scenes button";
  const seen = (one) => one.checkVisibility();
  return {
    height: box.height,
    outside: [...el.querySelectorAll(parts)].filter(seen).filter(outside).map((one) => one.textContent),
    frames: [...el.querySelectorAll(".u-over")].filter(seen).map((one) => [one.offsetWidth, one.offsetHeight]),
  };
})"""


@pytest.mark.parametrize("size", LAPTOPS)
@EACH_PAGE
def test_controls_panels_numbers_and_sentence_fit_one_window(sized, address, size):
    found = sized(address, size).evaluate(BOXES)
    for lab, box in zip(explorers(PAGES[address]), found, strict=True):
        assert box["outside"] == [], title(lab)
        small = [one for one in box["frames"] if any(map(int.__lt__, one, FRAME))]
        assert not small, f"{title(lab)}: frames of {small}"
        fits = box["height"] <= size[1]
        excused = (title(lab), size) in TALLER
        assert fits != excused, f"{title(lab)} is {box['height']:.0f} px tall"


WRITTEN = """async () => {
  const own = CanvasRenderingContext2D.prototype.fillText, written = new Map();
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    written.set(this.canvas, [...(written.get(this.canvas) ?? []), text]);
    own.call(this, text, ...place);
  };
  for (const way of ["beforeprint", "afterprint"]) dispatchEvent(new Event(way)); // they paint anew
  await new Promise((resolve) => setTimeout(resolve));
  CanvasRenderingContext2D.prototype.fillText = own;
  return cartlab.pictures.map(({ el }) => [...el.querySelectorAll(".v2v-plot")]
    .map((host) => written.get(host.querySelector("canvas")) ?? []));
}"""


@pytest.mark.parametrize("size", LAPTOPS)
@EACH_PAGE
def test_each_line_has_its_name_in_its_panel(sized, address, size):
    found = sized(address, size).evaluate(WRITTEN)
    for lab, written in zip(explorers(PAGES[address]), found, strict=True):
        shown = [(p, w) for p, w in zip(lab.panels, written, strict=True) if w]
        for panel, texts in shown:
            if panel["kind"] != "time_course":
                continue
            names = {lab.model.outputs[one].label for one in panel["outputs"]}
            missing = names - {*texts, panel["title"]}
            assert not missing, f"{title(lab)}, {panel['title']}: no {missing}"
