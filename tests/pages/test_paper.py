"""A printed explorer: its settings in words and numbers, its panels whole, nothing to press."""

import pytest

from pages.explorers import explorers, pages, title

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
SHEET = (650, 980)  # px: A4 between its margins
START = 0.45  # of a sheet: the most that settings, numbers and first panels take

PRINTED = """() => cartlab.pictures.map(({ el }) => {
  const shown = (one) => one.checkVisibility({ visibilityProperty: true });
  const all = (what) => [...el.querySelectorAll(what)].filter(shown);
  return {
    pressed: all("button:not(.v2v-legend button), .noUi-target, .v2v-type").map((one) => one.className),
    settings: all(".v2v-control").map((one) => one.innerText.trim()),
    cut: all(".v2v-plot, .v2v-readouts, .v2v-header, .v2v-controls").filter((one) => getComputedStyle(one).breakInside !== "avoid")
      .map((one) => one.className),
    plots: all(".v2v-panels > .v2v-plot:has(canvas)").map((one) => [one.offsetWidth, one.querySelector("canvas").offsetWidth, one.offsetHeight]),
    wide: el.querySelector(".v2v-panels").clientWidth,
    start: [...el.querySelectorAll(".v2v-panels > .v2v-plot:first-child:has(canvas)")]
      .map((one) => one.getBoundingClientRect().bottom - el.getBoundingClientRect().top),
    stuck: all("*").filter((one) => getComputedStyle(one).position === "sticky").map((one) => one.className),
  };
})"""


@pytest.fixture
def printed(shared):
    """Open the page that the tests of an address share, as it is printed."""
    found = []

    def open_page(address):
        page = shared(address, SHEET)
        found.append(page)
        page.emulate_media(media="print")
        page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
        return page.evaluate(PRINTED)

    yield open_page
    for page in found:
        page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
        page.emulate_media(media="screen")


@EACH_PAGE
def test_paper_shows_settings_and_whole_panels_and_nothing_to_press(printed, address):
    for lab, sheet in zip(explorers(PAGES[address]), printed(address), strict=True):
        name = title(lab)
        assert sheet["pressed"] == [] and sheet["stuck"] == [], name
        assert sheet["cut"] == [], f"{name}: these may be split over two pages"
        acting = [
            n
            for n in lab.names
            if not (other := lab.model.parameters[n].needs) or lab.reference[other]
        ]
        assert len(sheet["settings"]) == len(acting), name
        assert all(sheet["settings"]), name
        for panel, canvas, tall in sheet["plots"]:
            assert canvas >= panel - 2 and panel >= sheet["wide"] / 2 - 20, name
            assert tall < SHEET[1] / 3, name
        # More would not stand under the question before it and leave half a page empty.
        assert all(tall <= START * SHEET[1] for tall in sheet["start"]), name


# A worker that takes its time: nothing that many runs find has come when the page is printed.
SLOW = "Worker.prototype.postMessage = () => {};"
FOUND = """() => {
  dispatchEvent(new Event("beforeprint"));
  return cartlab.pictures.map((one) => one.arrays().map(({ panel, values }) => [panel, values.filter(Number.isFinite).length]));
}"""


@EACH_PAGE
def test_paper_has_what_many_runs_find_however_early_it_is_printed(opened, address):
    found = opened(address, before=SLOW).evaluate(FOUND)
    for lab, counts in zip(explorers(PAGES[address]), found, strict=True):
        kinds = {i: panel["kind"] for i, panel in enumerate(lab.panels)}
        for panel, finite in counts:
            if kinds[panel] in ("sweep", "contour", "histogram"):
                assert finite, f"{title(lab)}: panel {panel} is empty"
