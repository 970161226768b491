"""Reloading and Back bring the reader back to the picture that was left."""

import pytest

from pages.explorers import (
    address_of,
    arrays,
    explorers,
    in_turn,
    pages,
    summary,
    values,
    wait_for_explorers,
)
from pages.hands import control, set_by_address

PAGES = pages()
LESSON, ELSEWHERE = "lessons/07_side_effects.html", "book/references.html"
WRITTEN = 50  # ms: by then the entry of the history holds where the controls stand


def elsewhere(lab):
    """Return what an address may ask of each control: another value than the start."""
    found = {}
    for name in lab.names:
        one = lab.model.parameters[name]
        start = lab.reference[name]
        if one.kind == "choice":
            now = list(one.choices.values()).index(start)
            found[name] = (now + 1) % len(one.choices)
        elif one.kind == "switch":
            found[name] = 1 - start
        else:
            low, high = one.range
            found[name] = low if start == high else high
    return found


def seen(page, labs):
    """Return what controls, curves and sentence say of every explorer."""
    wait_for_explorers(page, len(labs))
    told = []
    for i, lab in enumerate(labs):
        box = page.locator(".v2v-explorer").nth(i)
        controls = [
            control(page, i, lab.model.parameters[name]).evaluate(
                "(one) => one.getAttribute('aria-valuetext') ?? (one.type === 'checkbox' ? one.checked : one.value)"
            )
            for name in lab.names
        ]
        assert box.is_visible()
        # As a text: a gap is NaN, which is not equal to itself.
        drawn = repr(arrays(page, i))
        told.append((values(page, i), summary(page, i), drawn, controls))
    return told


@in_turn(PAGES, 1)
def test_a_page_that_is_loaded_again_shows_what_was_left(shared, address):
    page, labs = shared(address), explorers(PAGES[address])
    for lab in labs:
        set_by_address(page, address_of(lab, elsewhere(lab)))
        page.evaluate("Promise.all(cartlab.pictures.map((one) => one.settled()))")
    before = seen(page, labs)
    moved = [now != lab.values for (now, *_), lab in zip(before, labs, strict=True)]
    assert all(moved)
    # Not the address brings it back.
    page.evaluate("history.replaceState(history.state, '', location.pathname)")
    page.reload()
    assert seen(page, labs) == before
    notices = page.locator(".v2v-notice").all_text_contents()
    assert all("Reset brings the start back" in told for told in notices)


@pytest.mark.parametrize("kept_alive", [True, False])
def test_back_shows_what_was_left_whether_the_page_was_kept_alive_or_not(
    opened, kept_alive
):
    # A page that listens to `unload` is not kept alive.
    script = "" if kept_alive else "addEventListener('unload', () => {});"
    page, labs = opened(LESSON, before=script), explorers(PAGES[LESSON])
    page.get_by_role("slider").first.press("End")
    before = seen(page, labs)
    page.goto(page.url.replace(LESSON, ELSEWHERE))
    page.go_back()
    page.wait_for_url(f"**/{LESSON}")
    assert seen(page, labs) == before


def test_a_move_just_before_the_page_is_left_is_not_lost(opened):
    page, labs = opened(LESSON), explorers(PAGES[LESSON])
    page.wait_for_timeout(WRITTEN)
    page.evaluate(
        """(elsewhere) => {
          const name = Object.keys(cartlab.pictures[0].values())[0];
          const handle = cartlab.pictures[0].el.querySelector(`.v2v-p-${name} .noUi-handle`);
          for (let i = 0; i < 2; i++)
            handle.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
          location.assign(elsewhere);
        }""",
        f"../{ELSEWHERE}",
    )
    page.wait_for_url(f"**/{ELSEWHERE}")
    page.go_back()
    page.wait_for_url(f"**/{LESSON}")
    wait_for_explorers(page, len(labs))
    name = labs[0].names[0]
    assert values(page, 0)[name] == labs[0].model.parameters[name].range[1]


def test_what_was_moved_after_a_link_outlives_the_link_and_a_new_link_wins(opened):
    labs = explorers(PAGES[LESSON])
    lab = labs[0]
    name = lab.names[0]
    low, high = lab.model.parameters[name].range
    page = opened(LESSON, address_of(lab, {name: low}))
    assert values(page, 0)[name] == low
    page.get_by_role("slider").first.press("End")
    before = seen(page, labs)
    page.wait_for_timeout(WRITTEN)
    page.reload()
    assert seen(page, labs) == before
    assert values(page, 0)[name] == high
    page.evaluate(
        "(hash) => { location.hash = hash; }", f"{address_of(lab, {name: low})}&"
    )
    page.wait_for_function(
        "(n) => cartlab.pictures[0].values()[n[0]] === n[1]", arg=[name, low]
    )
    page.wait_for_timeout(WRITTEN)
    page.go_back()
    page.wait_for_function(
        "(n) => cartlab.pictures[0].values()[n[0]] === n[1]", arg=[name, high]
    )
    assert seen(page, labs) == before


def test_a_page_that_is_opened_anew_starts_at_its_start(opened):
    page, labs = opened(LESSON), explorers(PAGES[LESSON])
    page.get_by_role("slider").first.press("End")
    seen(page, labs)
    page.wait_for_timeout(WRITTEN)
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    wait_for_explorers(page, len(labs))
    assert [values(page, i) for i in range(len(labs))] == [lab.values for lab in labs]
    assert page.locator(".v2v-notice").all_text_contents() == [""] * len(labs)


def test_where_the_history_refuses_the_explorer_works_all_the_same(opened):
    refused = "History.prototype.replaceState = () => { throw new DOMException('no', 'SecurityError'); };"
    page, labs = opened(LESSON, before=refused), explorers(PAGES[LESSON])
    page.get_by_role("slider").first.press("End")
    page.wait_for_timeout(WRITTEN)
    name = labs[0].names[0]
    assert values(page, 0)[name] == labs[0].model.parameters[name].range[1]


def test_the_history_is_written_seldom_while_sliders_move(opened):
    count = """
    globalThis.written = 0;
    const own = History.prototype.replaceState;
    History.prototype.replaceState = function (...told) { written += 1; return own.apply(this, told); };
    """
    page = opened(LESSON, before=count)
    page.wait_for_timeout(WRITTEN)
    before = page.evaluate("written")
    page.evaluate(
        """async () => {
          const handle = cartlab.pictures[0].el.querySelector(".noUi-handle");
          for (let i = 0; i < 100; i++) {
            handle.dispatchEvent(new KeyboardEvent("keydown", { key: i % 2 ? "Home" : "End", bubbles: true }));
            dispatchEvent(new PointerEvent("pointerup"));
            await new Promise((go) => setTimeout(go));
          }
        }"""
    )
    took = page.evaluate("written") - before
    seconds = page.evaluate("performance.now()") / 1000
    assert took <= 30 + 2 * seconds, "Safari refuses a hundred in half a minute"


def test_a_move_just_before_the_page_is_loaded_again_is_not_lost(opened):
    page, labs = opened(LESSON), explorers(PAGES[LESSON])
    page.wait_for_timeout(WRITTEN)
    name = labs[0].names[0]
    with page.expect_navigation():
        page.evaluate(
            """(name) => {
              const handle = cartlab.pictures[0].el.querySelector(`.v2v-p-${name} .noUi-handle`);
              handle.dispatchEvent(new KeyboardEvent("keydown", { key: "End", bubbles: true }));
              location.reload();
            }""",
            name,
        )
    wait_for_explorers(page, len(labs))
    assert values(page, 0)[name] == labs[0].model.parameters[name].range[1]


KEPT = """() => cartlab.pictures.map(({ el }) => [...el.querySelectorAll(".v2v-was, .v2v-tools [aria-pressed]")]
  .map((one) => one.ariaPressed ?? one.textContent))"""


@in_turn(PAGES, 2)
def test_a_kept_curve_is_kept_when_the_page_is_loaded_again(shared, address):
    page, labs = shared(address), explorers(PAGES[address])
    for i, lab in enumerate(labs):
        box = page.locator(".v2v-explorer").nth(i)
        box.get_by_role("button", name="Keep curve").click()
        set_by_address(page, address_of(lab, elsewhere(lab)))
    before, kept = seen(page, labs), page.evaluate(KEPT)
    page.evaluate("history.replaceState(history.state, '', location.pathname)")
    page.wait_for_timeout(WRITTEN)
    page.reload()
    assert seen(page, labs) == before
    assert page.evaluate(KEPT) == kept
