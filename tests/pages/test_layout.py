"""Whatever a control moves is seen: every explorer fits the window it is in."""

import numpy as np
import pytest

from pages.explorers import (
    BY_TURNS,
    TURNS,
    arrays,
    changed,
    explorers,
    is_right,
    pages,
    painted,
    reset,
    somewhere,
    title,
    values,
)
from pages.hands import FOCUS, NEXT_FRAME, by_keyboard, set_by_address, wake
from pages.windows import FRAMES, resize

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
LAPTOPS = [(1280, 720), (1440, 900)]
PHONE, LANDSCAPE, LARGEST_TEXT = (390, 844), (667, 375), (320, 256)  # 400 % of 1280
LEAST_CHANGE, LEAST_SEEN = 0.01, 0.6
STRIP = 0.4  # of a phone's height: what may stay over the sliders
FRAME = (240, 120)  # px: the least that a plot's frame has on a laptop

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
def test_controls_panels_numbers_and_sentence_fit_one_window(shared, address, size):
    found = shared(address, size).evaluate(BOXES)
    for lab, box in zip(explorers(PAGES[address]), found, strict=True):
        assert box["outside"] == [], title(lab)
        small = [one for one in box["frames"] if any(map(int.__lt__, one, FRAME))]
        assert not small, f"{title(lab)}: frames of {small}"
        tall = box["height"]
        assert tall <= size[1], f"{title(lab)} is {tall:.0f} px tall"


def height(page, i):
    """Return how tall explorer i is, in px, when all is written."""
    arrays(page, i)
    return page.evaluate("(i) => cartlab.pictures[i].el.offsetHeight", i)


@EACH_PAGE
def test_what_is_written_later_makes_no_explorer_taller_than_its_window(
    shared, address
):
    page, taller, chance = shared(address, LAPTOPS[0]), [], np.random.default_rng(11)
    for i, lab in enumerate(explorers(PAGES[address])):
        box = page.locator(".v2v-explorer").nth(i)
        most, found = max(LAPTOPS[0][1], height(page, i)), {}
        for scene in lab.scenes:
            box.get_by_role("button", name=scene, exact=True).click()
            found[scene] = height(page, i)
        set_by_address(page, somewhere(lab, chance))
        found["numbers of many digits"] = height(page, i)
        reset(page, i)
        found["the start again"] = height(page, i)
        if lab.names:
            box.get_by_role("button", name="Save").click()
            box.get_by_role("button", name="Link").click()
            found["the address is told"] = height(page, i)
        taller += [
            f"{title(lab)}, {what}: {px}" for what, px in found.items() if px > most
        ]
    assert not taller, "; ".join(taller)


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
def test_each_line_has_its_name_in_its_panel(shared, address, size):
    found = shared(address, size).evaluate(WRITTEN)
    for lab, written in zip(explorers(PAGES[address]), found, strict=True):
        shown = [(p, w) for p, w in zip(lab.panels, written, strict=True) if w]
        for panel, texts in shown:
            if panel["kind"] != "time_course":
                continue
            names = {lab.model.outputs[one].label for one in panel["outputs"]}
            told = {name for text in texts for name in text.split("= ")}
            missing = names - {*map(str.strip, told), panel["title"]}
            assert not missing, f"{title(lab)}, {panel['title']}: no {missing}"


# What a person sees of panels while a control has the focus: 1 is all of it.
SEEN = """([i, panels]) => {
  const hosts = [...cartlab.pictures[i].el.querySelectorAll(".v2v-plot")], steps = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
  return panels.map((panel) => {
    const { left, top, width, height } = hosts[panel].getBoundingClientRect();
    const points = steps.flatMap((x) => steps.map((y) => document.elementFromPoint(left + x * width, top + y * height)));
    return hosts[panel].checkVisibility() ? points.filter((one) => hosts[panel].contains(one)).length / points.length : 1;
  });
}"""


def changed_panels(before, after):
    """Return which panels differ by more than the least change."""
    return sorted(
        {
            old["panel"]
            for old, new in zip(before, after, strict=True)
            if changed([old], [new]) > LEAST_CHANGE
        }
    )


@EACH_PAGE
def test_on_a_phone_keys_move_every_control_and_all_that_changes_is_seen_with_it(
    shared, address
):
    page, acts = shared(address, PHONE), []
    for i, lab in enumerate(explorers(PAGES[address])):
        for name in lab.names:
            reset(page, i)
            drawn = by_keyboard(page, i, lab, name)
            for one in drawn:
                is_right(lab, one)
            panels = changed_panels(*drawn)
            assert panels, f"{title(lab)}: {name} moves no curve"
            acts.append((i, lab, name, panels))
        assert values(page, i).keys() == set(lab.names)
    hidden = []
    for size in (PHONE, LANDSCAPE):
        resize(page, size)
        for i, lab, name, panels in acts:
            wake(page, i, lab, name)
            page.evaluate(FOCUS, [i, name])
            page.evaluate(NEXT_FRAME)
            if min(page.evaluate(SEEN, [i, panels])) < LEAST_SEEN:
                hidden.append(f"{title(lab)}: {name}, {size}")
    assert not hidden, f"these act out of sight: {', '.join(hidden)}"


STRIPS = """() => cartlab.pictures.map(({ el }) => el.querySelector(".v2v-panels").offsetHeight / innerHeight)"""


@EACH_PAGE
def test_on_a_phone_what_stays_over_the_sliders_leaves_them_room(shared, address):
    strips = shared(address, PHONE).evaluate(STRIPS)
    for lab, share in zip(explorers(PAGES[address]), strips, strict=True):
        assert share <= STRIP + 0.01, f"{title(lab)}: {share:.0%} of the window"


# What comes into sight can be hit from the next frame on.
COVERED = """async () => {
  const covered = [];
  for (const { el } of cartlab.pictures) {
    el.scrollIntoView();
    await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
    const places = [...el.querySelectorAll(":is(button, input, select, .noUi-handle):not([aria-disabled=true], :disabled)")];
    const hidden = places.filter((one) => one.checkVisibility()).filter((one) => {
      one.focus();
      const { left, top, width, height } = one.getBoundingClientRect();
      const there = document.elementFromPoint(left + width / 2, top + height / 2);
      return !(one.contains(there) || there?.contains(one));
    });
    covered.push(...hidden.map((one) => `${el.getAttribute("aria-label")}: ${one.getAttribute("aria-label") ?? one.name ?? ""} ${one.textContent}`));
  }
  return covered;
}"""


@pytest.mark.parametrize("size", [*LAPTOPS, PHONE, LANDSCAPE, LARGEST_TEXT])
@EACH_PAGE
def test_what_has_the_focus_is_never_covered(shared, address, size):
    assert shared(address, size).evaluate(COVERED) == []


SIZES = [LAPTOPS[0], PHONE, LANDSCAPE]


@BY_TURNS
@EACH_PAGE
def test_a_panel_becomes_large_and_comes_back(shared, address, turn):
    labs = explorers(PAGES[address])
    for k, size in enumerate(SIZES):
        page = shared(address, size)
        for i in range((k + turn) % len(SIZES), len(labs), len(SIZES)):
            enlarge_each(page, i, title(labs[i]), size)


def enlarge_each(page, i, name, size):
    """Make each panel of explorer i large by its button, and small by Escape."""
    box = page.locator(".v2v-explorer").nth(i)
    for enlarge in box.get_by_role("button", name="Enlarge").all():
        if not enlarge.is_visible():
            continue
        panel = enlarge.locator("xpath=ancestor::div[@class][1]").element_handle()
        enlarge.focus()
        page.evaluate(NEXT_FRAME)
        small = panel.bounding_box()
        enlarge.press("Enter")
        large = panel.bounding_box()
        assert box.get_attribute("role") == "dialog", name
        assert box.get_attribute("aria-modal") == "true", name
        assert box.get_attribute("aria-label").startswith(f"{name}: ")
        assert box.bounding_box()["height"] == size[1], name
        lower = large["y"] + large["height"]
        assert large["y"] >= 0 and lower <= size[1] + 1, name
        assert large["width"] * large["height"] > small["width"] * small["height"]
        slider = box.get_by_role("slider").first
        assert slider.count() == 0 or slider.is_visible()
        page.keyboard.press("Escape")
        assert panel.bounding_box() == pytest.approx(small, abs=1), name
        assert "Enlarge" in page.evaluate("document.activeElement.ariaLabel")
        assert box.get_attribute("role") == "group", name
        assert box.get_attribute("aria-modal") is None, name
        assert box.get_attribute("aria-label") == name


MENUS = """() => cartlab.pictures.flatMap(({ el }) => {
  const save = el.querySelector(".v2v-save > button");
  save.click();
  const hidden = [...el.querySelectorAll(".v2v-menu button")].filter((one) => {
    const { left, top, width, height } = one.getBoundingClientRect();
    return [2, height - 2].some((y) => !one.contains(document.elementFromPoint(left + width / 2, top + y)));
  });
  save.click();
  return hidden.map((one) => `${el.ariaLabel}: ${one.textContent}`);
})"""


@pytest.mark.parametrize("size", [LAPTOPS[0], PHONE, LANDSCAPE])
@EACH_PAGE
def test_all_that_can_be_saved_is_seen_at_once(shared, address, size):
    assert shared(address, size).evaluate(MENUS) == []


HEADS = """() => cartlab.pictures.map(({ el }) => [".v2v-header h3", ".v2v-tools"].map((part) => {
  const { top, height } = el.querySelector(part).getBoundingClientRect();
  return top + height / 2;
}))"""


@EACH_PAGE
def test_in_a_low_window_title_and_buttons_share_a_line(shared, address):
    heads = shared(address, LANDSCAPE).evaluate(HEADS)
    for lab, (name, tools) in zip(explorers(PAGES[address]), heads, strict=True):
        assert abs(name - tools) < 8, title(lab)


CUT = """() => cartlab.pictures.flatMap(({ el }) => [...el.querySelectorAll(".v2v-plot-title")].filter((one) => {
  if (!one.checkVisibility()) return false;
  const range = document.createRange(), parts = [...one.querySelectorAll("b, b + span")], button = one.querySelector("button").getBoundingClientRect();
  return parts.some((part) => {
    range.selectNodeContents(part);
    const letters = range.getBoundingClientRect(), place = one.parentElement.getBoundingClientRect();
    const over = [...range.getClientRects()].some(({ right, bottom }) => right > button.left && bottom > button.top + 4 && button.left > 0 && right > button.left + 2);
    return over || letters.right > place.right + 1 || part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0;
  });
}).map((one) => one.textContent))"""


@EACH_PAGE
def test_no_title_of_a_miniature_is_cut(shared, address):
    assert shared(address, PHONE).evaluate(CUT) == []


TOLD = """() => cartlab.pictures.map(({ el }) => [...el.querySelectorAll(".v2v-plot")]
  .map((host) => [...host.querySelectorAll(".v2v-areas li")].filter((one) => one.checkVisibility()).map((one) => one.textContent)))"""


@EACH_PAGE
def test_what_a_miniature_shows_has_a_name(shared, address):
    page = shared(address, PHONE)
    beside, inside = page.evaluate(TOLD), page.evaluate(WRITTEN)
    for i, lab in enumerate(explorers(PAGES[address])):
        rows, main = painted(page, i)
        given = [
            one["label"]
            for one in rows
            if one["panel"] in main and one["paint"] in ("dose", "mark")
        ]
        written = [text for panel in main for text in inside[i][panel]]
        missing = {*given} - {*written} if written else set()
        for p, panel in enumerate(lab.panels):
            if panel["kind"] == "stacked":
                labels = {lab.model.outputs[one].label for one in panel["outputs"]}
                missing |= labels - {*beside[i][p]}
            if panel["kind"] == "contour" and inside[i][p]:
                upward = lab.model.parameters[panel["y"]].label
                told = [text for text in inside[i][p] if text.startswith(f"↑ {upward}")]
                missing |= set() if told else {upward}
        assert not missing, f"{title(lab)}: {', '.join(missing)}"


LETTERS = """async (css) => {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = css;
  const { el } = cartlab.pictures[0]; // those far from the window wait
  el.scrollIntoView();
  for (let k = 0; k < 4; k++) await new Promise((next) => requestAnimationFrame(next));
  const own = CanvasRenderingContext2D.prototype.fillText, seen = new Map();
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    if (el.contains(this.canvas)) seen.set(this.canvas, Math.min(seen.get(this.canvas) ?? Infinity, Number.parseFloat(this.font.match(/([\\d.]+)px/)[1])));
    own.call(this, text, ...place);
  };
  document.documentElement.classList.toggle("v2v-look"); // pictures are painted anew with the theme
  for (let k = 0; k < 3; k++) await new Promise((next) => requestAnimationFrame(next));
  CanvasRenderingContext2D.prototype.fillText = own;
  const wide = [...el.querySelectorAll(".v2v-canvas")].filter((one) => one.checkVisibility())
    .filter((one) => one.querySelector("canvas").offsetWidth > one.clientWidth + 1).map((one) => one.ariaLabel);
  document.documentElement.classList.toggle("v2v-look");
  style.remove();
  for (let k = 0; k < 4; k++) await new Promise((next) => requestAnimationFrame(next));
  return { least: Math.min(...seen.values()), wide };
}"""
USUAL = 17  # px: letters of a page, for which sizes in pictures are given
# A panel that becomes a miniature has smaller letters, and may be enlarged.


@pytest.mark.parametrize(("size", "least"), [(LAPTOPS[0], 1.6), (PHONE, 1.1)])
@EACH_PAGE
def test_letters_of_pictures_grow_with_those_of_the_page(shared, address, size, least):
    page = shared(address, size)
    usual, large = (
        page.evaluate(LETTERS, f"html {{ font-size: {px}px !important; }}")
        for px in (USUAL, 2 * USUAL)
    )
    assert large["least"] >= least * usual["least"], "of the smallest letter"
    assert large["wide"] == [], "pictures wider than their panels"


ENDS = """([i, end]) => {
  const sliders = [...cartlab.pictures[i].el.querySelectorAll(".widget-slider")];
  const range = document.createRange();
  return sliders.flatMap((one) => {
    const handle = one.querySelector(".noUi-handle"), told = one.querySelectorAll(".v2v-ends span")[end];
    if (!told.checkVisibility({ visibilityProperty: true })) return [];
    range.selectNodeContents(told);
    const label = range.getBoundingClientRect(), knob = handle.getBoundingClientRect();
    const [x, y] = [knob.left + knob.width / 2, knob.top + knob.height / 2], radius = Math.min(12, knob.width / 2);
    // The letters begin 4 px below the top of their line.
    const [across, down] = [Math.max(label.left - x, 0, x - label.right), Math.max(label.top + 4 - y, 0)];
    return Math.hypot(across, down) < radius - 1 ? [`${told.textContent} of ${handle.ariaLabel}`] : [];
  });
}"""


@EACH_PAGE
def test_a_handle_at_the_end_of_its_track_leaves_the_number_there_to_be_read(
    shared, address
):
    page, covered = shared(address, LAPTOPS[0]), []
    for i in range(len(explorers(PAGES[address]))):
        handles = page.locator(".v2v-explorer").nth(i).get_by_role("slider")
        for end, key in enumerate(("Home", "End")):
            for handle in handles.all():
                handle.press(key)
            covered += page.evaluate(ENDS, [i, end])
    assert not covered, f"under the handle: {', '.join(covered)}"


# A page that was swiped glides on for a while.
STILL = """() => new Promise((go) => {
  let last = NaN, frames = 0;
  const look = () => {
    frames = scrollY === last ? frames + 1 : 0;
    last = scrollY;
    frames < 10 ? requestAnimationFrame(look) : go();
  };
  look();
})"""


class Finger:
    """A finger on the glass: it goes down at a place, along a way, and up."""

    def __init__(self, page):
        self.page, self.glass = page, page.context.new_cdp_session(page)

    def draw(self, x, y, across=0, up=0, steps=4):
        self._tell("touchStart", [{"x": x, "y": y}])
        for k in range(1, steps + 1):
            place = {"x": x + across * k / steps, "y": y - up * k / steps}
            self._tell("touchMove", [place])
        self._tell("touchEnd", [])
        # What a browser does with a finger it does with the frames that follow.
        self.page.evaluate(STILL if up else FRAMES)

    def _tell(self, what, points):
        self.glass.send(
            "Input.dispatchTouchEvent", {"type": what, "touchPoints": points}
        )


@pytest.fixture
def touched(shared):
    """Open a page on a phone that has fingers."""
    options = dict(has_touch=True, is_mobile=True, device_scale_factor=2)

    def open_page(address):
        return shared(address, PHONE, ", touched", **options)

    return open_page


def in_the_middle(page, part):
    """Scroll a part to where a thumb is, and return its middle."""
    part.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    part.evaluate("() => scrollBy(0, -100)")
    page.evaluate(NEXT_FRAME)
    box = part.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@BY_TURNS
@EACH_PAGE
def test_a_swipe_over_a_slider_scrolls_and_a_tap_or_a_drag_moves(
    touched, address, turn
):
    page = touched(address)
    finger, labs = Finger(page), explorers(PAGES[address])
    for i in range(turn, len(labs), TURNS):
        lab = labs[i]
        box = page.locator(".v2v-explorer").nth(i)
        handles = box.locator(".noUi-handle:not([aria-disabled=true])")
        handle, track = handles.last, box.locator(".noUi-target:not([disabled])").last
        start = values(page, i)
        for part in (handle, track):
            x, y = in_the_middle(page, part)
            before = page.evaluate("scrollY")
            finger.draw(x + 1, y, across=8, up=120)
            assert values(page, i) == start, f"{title(lab)}: a swipe moved a slider"
            moved = page.evaluate("scrollY") - before
            assert moved > 30, f"{title(lab)}: a swipe scrolled {moved} px"
        x, y = in_the_middle(page, handle)
        width = page.evaluate("innerWidth")
        finger.draw(x, y, across=60 if x < width / 2 else -60)
        dragged = values(page, i)
        assert dragged != start, f"{title(lab)}: a drag moved nothing"
        x, y = in_the_middle(page, track)
        ends = track.bounding_box()
        finger.draw(ends["x"] + 0.1 * ends["width"], y, steps=0)
        finger.draw(ends["x"] + 0.9 * ends["width"], y, steps=0)
        assert values(page, i) != dragged, f"{title(lab)}: a tap moved nothing"
        assert handle.evaluate("(one) => !one.matches('.noUi-active')")


PROBED = """(plot) => plot.querySelector(".v2v-probe").textContent"""


@BY_TURNS
@EACH_PAGE
def test_a_finger_that_is_drawn_along_a_plot_reads_it_and_a_swipe_scrolls(
    touched, address, turn
):
    page = touched(address)
    finger, labs = Finger(page), explorers(PAGES[address])
    for i in range(turn, len(labs), TURNS):
        lab = labs[i]
        plots = page.locator(".v2v-explorer").nth(i).locator(".v2v-plot:has(.u-over)")
        if plots.count() == 0:
            continue
        plot, start = plots.first, values(page, i)
        frame = plot.locator(".u-over")
        x, y = in_the_middle(page, frame)
        wide = frame.bounding_box()["width"]
        read = []
        for across in (-0.3, 0.3):
            finger.draw(x, y, across=across * wide)
            read.append(plot.evaluate(PROBED))
        assert all(read) and read[0] != read[1], f"{title(lab)}: {read}"
        before = page.evaluate("scrollY")
        finger.draw(x, y, across=4, up=120)
        moved = page.evaluate("scrollY") - before
        assert moved > 30, f"{title(lab)}: a swipe scrolled {moved} px"
        head = page.locator(".v2v-explorer").nth(i).locator(".v2v-header h3")
        x, y = in_the_middle(page, head)
        finger.draw(x, y, steps=0)
        assert plot.evaluate(PROBED) == "", f"{title(lab)}: the reading stays"
        assert values(page, i) == start


SMALL = """(least) => cartlab.pictures.flatMap(({ el }) =>
  [...el.querySelectorAll("button, select, .noUi-handle, .v2v-type, label:has(input), .v2v-views label")]
    .filter((one) => one.checkVisibility()).filter((one) => {
      const { width, height } = one.getBoundingClientRect(), more = getComputedStyle(one, "::before");
      const grown = more.content !== "none" && more.position === "absolute" ? -parseFloat(more.top) : 0;
      return Math.min(width, height) + 2 * Math.max(grown, 0) < least - 0.1;
    }).map((one) => `${el.getAttribute("aria-label")}: ${one.className} ${one.textContent}`))"""


@EACH_PAGE
def test_a_finger_finds_44_px(touched, address):
    assert touched(address).evaluate(SMALL, 44) == []


@pytest.mark.parametrize("size", [*LAPTOPS, LANDSCAPE])
@EACH_PAGE
def test_a_pointer_finds_24_px(shared, address, size):
    assert shared(address, size).evaluate(SMALL, 24) == []
