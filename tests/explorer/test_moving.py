"""What a move costs, counted where a clock would depend on the computer."""

import pytest

from cartlab.explorer import Contour, Explorer, assemble
from pages.explorers import arrays, values

# One key on the slider of a parameter, until it is drawn and uPlot has painted.
PRESS = """(name) => {
  const handle = document.querySelector(`.v2v-p-${name} .noUi-handle`);
  handle.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", bubbles: true }));
  return new Promise((resolve) => setTimeout(resolve));
}"""

# Whoever asks for one of these after something has changed lays out the page at once.
LAID_OUT = f"""async (name) => {{
  const asked = [], told = (what) => asked.push(`${{what}}: ${{new Error().stack.split("\\n")[3]?.trim()}}`);
  const getters = [[Element, ["clientWidth", "clientHeight", "scrollWidth", "scrollHeight"]],
    [HTMLElement, ["offsetWidth", "offsetHeight", "offsetTop", "offsetLeft", "innerText"]]];
  const undo = [];
  for (const [{{ prototype }}, names] of getters) for (const one of names) {{
    const own = Object.getOwnPropertyDescriptor(prototype, one);
    undo.push(() => Object.defineProperty(prototype, one, own));
    Object.defineProperty(prototype, one, {{ ...own, get() {{ told(one); return own.get.call(this); }} }});
  }}
  const methods = [[Element.prototype, "getBoundingClientRect"], [Element.prototype, "checkVisibility"], [globalThis, "getComputedStyle"]];
  for (const [owner, one] of methods) {{
    const own = owner[one];
    undo.push(() => (owner[one] = own));
    owner[one] = function (...all) {{ told(one); return own.apply(this, all); }};
  }}
  await ({PRESS})(name);
  undo.forEach((act) => act());
  return asked;
}}"""

# Every text that is written until the numbers are, as [what it was, what it is]; a new node counts as written.
# atOnce: how many numbers were written with the picture.
WRITTEN = f"""async (name) => {{
  const written = [], numbers = ".v2v-said, .v2v-readouts";
  let atOnce = 0, resolve, watch;
  const told = new Promise((found) => (resolve = found));
  watch = new MutationObserver((all) => all.forEach(({{ type, oldValue, target }}) => {{
    written.push(type === "characterData" ? [oldValue, target.data] : ["a new node", target.outerHTML.slice(0, 99)]);
    if ((target.parentElement ?? target).closest(numbers)) resolve(++atOnce);
  }}));
  const all = {{ subtree: true, characterData: true, characterDataOldValue: true, childList: true }};
  for (const one of document.querySelectorAll(".v2v-picture, .v2v-said")) watch.observe(one, all);
  await ({PRESS})(name);
  const found = {{ atOnce }};
  await told;
  watch.disconnect();
  return {{ ...found, written }};
}}"""

# Where a handle and the line beside it stand, and how many parts of the page glide.
PLACES = """() => {
  const places = [...document.querySelectorAll(".v2v-p-r :is(.noUi-handle, .v2v-fill)")].map((one) => one.getBoundingClientRect().right);
  return { places, gliding: document.getAnimations().length };
}"""

TRIANGLES = f"""async (name) => {{
  const own = Path2D.prototype.closePath;
  let count = 0;
  Path2D.prototype.closePath = function () {{ count++; own.call(this); }};
  await ({PRESS})(name);
  await cartlab.pictures[0].settled();
  Path2D.prototype.closePath = own;
  return count;
}}"""

# A key in each frame, where painting a plot takes as long as `ms` and all else no time; how often each plot is painted.
PAINTINGS = f"""async ([name, keys, ms]) => {{
  const painted = new Map(), pen = CanvasRenderingContext2D.prototype, own = pen.clearRect;
  let now = performance.now();
  performance.now = () => now;
  pen.clearRect = function (...box) {{
    now += ms;
    painted.set(this.canvas, (painted.get(this.canvas) ?? 0) + 1);
    own.apply(this, box);
  }};
  for (let i = 0; i < keys; i++) {{
    await ({PRESS})(name);
    await new Promise(requestAnimationFrame);
  }}
  pen.clearRect = own;
  return [...document.querySelectorAll("canvas")].map((one) => painted.get(one) ?? 0);
}}"""
SLOW, FAST = 9, 2  # ms to paint a plot
KEYS = 15
END = f"({PRESS})".replace("ArrowRight", "End")


@pytest.mark.parametrize("name", ["start", "r", "flasks"])
def test_a_move_asks_the_page_for_no_layout(open_lab, lab, name):
    page = open_lab(lab)
    page.locator(f".v2v-p-{name} .noUi-handle").focus()
    assert page.evaluate(LAID_OUT, name) == []


def test_a_move_is_drawn_first_and_then_writes_only_the_texts_that_change(
    open_lab, lab
):
    found = open_lab(lab).evaluate(WRITTEN, "r")
    written = found["written"]
    assert found["atOnce"] == 0
    assert len(written) > 1
    assert [one for one in written if one[0] in (one[1], "a new node")] == []


@pytest.fixture
def three(model):
    panels = [["cells"], ["share"], ["cells"]]
    return Explorer(model, ["r", "crowd"], panels, title="Three")


def test_on_a_slow_computer_the_main_panel_follows_each_move_and_the_others_in_turn(
    open_lab, three
):
    page = open_lab(three)
    main, *others = page.evaluate(PAINTINGS, ["r", KEYS, SLOW])
    assert main >= KEYS
    assert all(4 <= one <= main - 5 for one in others), others
    # The hand rests: all of them show what the controls say.
    found = {one["panel"]: one["values"] for one in arrays(page, 0)}
    run = three.run(**values(page, 0))
    for panel, output in enumerate(["cells", "share", "cells"]):
        assert found[panel] == pytest.approx(run[output], rel=1e-6)


def test_a_computer_that_keeps_up_draws_all_panels_with_each_move(open_lab, three):
    painted = open_lab(three).evaluate(PAINTINGS, ["r", KEYS, FAST])
    assert min(painted) >= KEYS


def test_a_panel_that_is_enlarged_follows_each_move_of_a_slow_computer(open_lab, three):
    page = open_lab(three)
    page.get_by_role("button", name="Enlarge Share").click()
    page.wait_for_timeout(100)  # the browser tells what is in sight
    main, large, _ = page.evaluate(PAINTINGS, ["r", KEYS, SLOW])
    assert large >= KEYS > main


def test_where_the_model_cannot_follow_all_panels_show_the_last_run_that_it_could(
    open_lab, three
):
    page = open_lab(three)
    page.evaluate(PAINTINGS, ["r", KEYS, SLOW])
    page.evaluate(END, "crowd")
    assert page.get_by_role("alert").is_visible()
    found = {one["panel"]: one["values"] for one in arrays(page, 0)}
    run = three.run(**values(page, 0) | dict(crowd=three.start.get("crowd", 0)))
    for panel, output in enumerate(["cells", "share", "cells"]):
        assert found[panel] == pytest.approx(run[output], rel=1e-3)


def test_a_handle_glides_while_it_is_held_and_stands_where_it_was_let_go(open_lab, lab):
    page = open_lab(lab)
    box = page.locator(".v2v-p-r .noUi-handle").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y, steps=4)
    page.evaluate("cartlab.pictures[0].settled()")
    held = page.evaluate(PLACES)
    page.mouse.up()
    page.wait_for_function("() => !document.getAnimations().length")
    assert held["gliding"] == len(held["places"]) == 2
    assert page.evaluate(PLACES)["places"] == pytest.approx(held["places"], abs=0.1)


def test_no_style_depends_on_how_often_an_explorer_has_drawn():
    assert "data-drawn" not in assemble.stylesheet()


def test_the_areas_of_a_map_are_worked_out_anew_only_when_they_change(open_lab, model):
    panel = Contour("cells at 10", x="r", y="start", levels=[1e5, 1e6])
    page = open_lab(Explorer(model, ["r", "start", "flasks"], [panel], title="A map"))
    assert page.evaluate(TRIANGLES, "r") == 0, "only the mark has moved"
    assert page.evaluate(TRIANGLES, "flasks") > 0


def test_a_panel_out_of_sight_is_painted_when_it_comes_into_sight(open_lab, model):
    lab = Explorer(model, ["r"], [["cells"], ["share"]], title="Far below")
    page = open_lab(lab, width=390, height=300)
    painted = """() => [...document.querySelectorAll("canvas")].map((one) => one.toDataURL())"""
    page.evaluate("document.querySelector('.v2v-explorer').style.marginTop = '300vh'")
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(100)
    before = page.evaluate(painted)
    page.evaluate(PRESS, "r")
    assert page.evaluate(painted) == before, "nobody sees it"
    page.locator(".v2v-panels").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    after = page.evaluate(painted)
    assert all(a != b for a, b in zip(after, before, strict=True))
