"""What is drawn on every page is alive, and right."""

import numpy as np
import pytest

from cartlab.explorer.link import slug
from pages.compared import compare, ran
from pages.explorers import (
    BY_TURNS,
    SEED,
    TURNS,
    arrays,
    changed,
    explorers,
    in_turn,
    is_right,
    pages,
    painted,
    reset,
    somewhere,
    summary,
    title,
    values,
    wait_for_explorers,
)
from pages.hands import by_mouse, move_first, set_by_address

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
LEAST_CHANGE = 0.01


def one_of_each_kind(lab):
    """Return a control of each kind: those of one kind answer a mouse by the same code."""
    return {lab.model.parameters[name].kind: name for name in lab.names}.values()


@BY_TURNS
@EACH_PAGE
def test_a_mouse_moves_controls_from_end_to_end(shared, address, turn):
    page, still, labs = shared(address), [], explorers(PAGES[address])
    for i in range(turn, len(labs), TURNS):
        lab = labs[i]
        for name in one_of_each_kind(lab):
            reset(page, i)
            before, after = by_mouse(page, i, lab, name)
            is_right(lab, before)
            is_right(lab, after)
            if not changed(before, after) > LEAST_CHANGE:
                still.append(f"{title(lab)}: {name}")
    assert not still, f"these move no curve: {', '.join(still)}"


@EACH_PAGE
def test_what_is_drawn_and_said_is_what_python_computes(shared, address):
    page, chance = shared(address), np.random.default_rng(SEED)
    for i, lab in enumerate(explorers(PAGES[address])):
        for elsewhere in (False, True):
            if elsewhere:
                set_by_address(page, somewhere(lab, chance))
            found, now = arrays(page, i), {**lab.start, **values(page, i)}
            run = ran(lab, now)
            assert summary(page, i) == lab.sentence.say(run)
            compare(lab, run, found, *painted(page, i))


@EACH_PAGE
def test_curves_of_one_panel_can_be_told_apart(address):
    for lab in explorers(PAGES[address]):
        for panel in lab.panels:
            outputs = panel.get("outputs", [])
            looks = [lab.model.outputs[name].look for name in outputs]
            alike = [
                n
                for n, look in zip(outputs, looks, strict=True)
                if looks.count(look) > 1
            ]
            assert not alike, (
                f"{title(lab)}: one look for {alike}; give each look= of its own"
            )


@EACH_PAGE
def test_a_link_means_one_explorer_of_its_page(address):
    labs = explorers(PAGES[address])
    slugs = [slug(title(lab)) for lab in labs]
    assert all(slugs), "a title without a Latin letter or a digit has no address"
    assert len(set(slugs)) == len(slugs), f"two explorers have one address: {slugs}"


@in_turn(PAGES, 0)
def test_the_page_works_from_a_memory_stick(page, site, address):
    opened, labs = page((site / address).as_uri()), explorers(PAGES[address])
    wait_for_explorers(opened, len(labs))
    before = arrays(opened, 0)
    move_first(opened, 0, labs[0])
    assert changed(before, arrays(opened, 0)) > LEAST_CHANGE
    # Where there are many runs, a worker does them, though there is no server.
    assert opened.evaluate("cartlab.crew?.atWork() ?? true")


@in_turn(PAGES, 1)
def test_a_picture_is_there_at_once_and_leaves_when_the_explorer_is_alive(
    page, opened, address
):
    bare = page(address, java_script_enabled=False)
    stills = bare.locator("figure.v2v-still img")
    labs = explorers(PAGES[address])
    assert stills.count() == len(labs)
    for i, lab in enumerate(labs):
        assert stills.nth(i).is_visible()
        assert repr(lab) in bare.locator("figure.v2v-still").nth(i).inner_text()
    alive = opened(address)
    for i in range(len(labs)):
        assert not alive.locator("figure.v2v-still").nth(i).is_visible()


def test_the_first_explorer_is_drawn_before_the_script_of_the_questions_has_come(
    page, server
):
    address, held = "lessons/00_first_look.html", []
    opened, tasks = page("book/cite.html"), ".v2v-task:not(.v2v-task-still)"
    opened.route("**/tasks.js*", lambda route: held.append(route))
    opened.goto(server + address, wait_until="commit")
    opened.wait_for_selector(".v2v-explorer[data-drawn]")
    assert held and not opened.locator(tasks).count()
    held[0].continue_()
    wait_for_explorers(opened, len(explorers(PAGES[address])))
    opened.wait_for_selector(tasks)


@in_turn(PAGES, 2)
def test_reset_goes_back_and_keep_leaves_a_curve_behind(shared, address):
    page = shared(address)
    for i, lab in enumerate(explorers(PAGES[address])):
        box = page.locator(".v2v-explorer").nth(i)
        start = arrays(page, i)
        box.get_by_role("button", name="Keep curve").click()
        move_first(page, i, lab)
        assert changed(start, arrays(page, i)) > LEAST_CHANGE
        assert "kept" in box.inner_text()
        box.get_by_role("button", name="Reset").click()
        assert changed(start, arrays(page, i)) == 0


@EACH_PAGE
def test_every_scene_can_be_played(shared, address):
    page = shared(address)
    for i, lab in enumerate(explorers(PAGES[address])):
        box = page.locator(".v2v-explorer").nth(i)
        for label, scene in lab.scenes.items():
            box.get_by_role("button", name=label, exact=True).click()
            is_right(lab, arrays(page, i))
            assert values(page, i) == pytest.approx(lab.values | scene)


@in_turn(PAGES, 0)
def test_a_run_that_fails_leaves_the_last_good_curve_and_says_so(opened, address):
    page, lab = opened(address), explorers(PAGES[address])[0]
    before = arrays(page, 0)
    # No slider value makes a model fail, so what models are made of is broken here:
    # the arithmetic of rates and formulas, and what jumps are added up in.
    page.evaluate(
        "Math.pow = Math.exp = Math.log = () => NaN;"
        "Float64Array.prototype.fill = () => { throw new Error('broken'); }; 0"
    )
    move_first(page, 0, lab)
    box = page.locator(".v2v-explorer").first
    box.get_by_role("alert").get_by_text("too much for the model").wait_for()
    found = page.evaluate(
        "cartlab.pictures[0].arrays().map(({ values }) => [...values])"
    )
    assert [one["values"] for one in before] == found
    assert box.get_by_role("button", name="Go back to the last values").is_visible()
