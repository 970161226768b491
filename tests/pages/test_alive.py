"""Every control of every page changes what is drawn, and what is drawn is right."""

import math
import re

import numpy as np
import pytest

from pages.explorers import (
    arrays,
    changed,
    explorers,
    numbers,
    pages,
    summary,
    values,
    wait_for_explorers,
)

PAGES = pages()
CONTROLS = [
    pytest.param(address, i, name, id=f"{path.stem}-{i}-{name}")
    for address, path in PAGES.items()
    for i, lab in enumerate(explorers(path))
    for name in lab.names
]
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
LEAST_CHANGE = 0.01


@pytest.fixture
def opened(page):
    """Open a page and wait for its explorers."""

    def open_page(address, **options):
        found = page(address, **options)
        wait_for_explorers(found, len(explorers(PAGES[address])))
        return found

    return open_page


ROLES = {"switch": "checkbox", "choice": "combobox"}


def control(page, i, parameter):
    """Return a control of explorer i by its role and name, as a screen reader does."""
    box = page.locator(".v2v-explorer").nth(i)
    role = ROLES.get(parameter.kind, "slider")
    return box.get_by_role(role, name=parameter.label, exact=True)


def is_right(found):
    assert found, "nothing is drawn"
    assert all(math.isfinite(x) for x in numbers(found)), "a plotted number is none"


@pytest.mark.parametrize("address, i, name", CONTROLS)
def test_the_keyboard_moves_every_control_from_end_to_end(opened, address, i, name):
    page, lab = opened(address), explorers(PAGES[address])[i]
    parameter = lab.model.parameters[name]
    control(page, i, parameter).focus()
    if parameter.kind == "switch":
        before = arrays(page, i)
        page.keyboard.press("Space")
    else:
        page.keyboard.press("Home")
        before = arrays(page, i)
        assert values(page, i)[name] == pytest.approx(parameter.range[0])
        page.keyboard.press("End")
        after = arrays(page, i)
        assert values(page, i)[name] == pytest.approx(parameter.range[1])
    after = arrays(page, i)
    is_right(before)
    is_right(after)
    assert changed(before, after) > LEAST_CHANGE


@pytest.mark.parametrize("address, i, name", CONTROLS)
def test_the_mouse_moves_every_control_from_end_to_end(opened, address, i, name):
    page, lab = opened(address), explorers(PAGES[address])[i]
    parameter = lab.model.parameters[name]
    handle = control(page, i, parameter)
    handle.scroll_into_view_if_needed()
    if parameter.kind == "switch":
        before = arrays(page, i)
        handle.click()
    else:
        track = handle.locator("xpath=ancestor::*[contains(@class,'noUi-target')]")
        box, knob = track.bounding_box(), handle.bounding_box()
        y = knob["y"] + knob["height"] / 2
        page.mouse.move(knob["x"] + knob["width"] / 2, y)
        page.mouse.down()
        page.mouse.move(box["x"] - 20, y, steps=6)
        before = arrays(page, i)
        page.mouse.move(box["x"] + box["width"] + 20, y, steps=12)
        page.mouse.up()
    after = arrays(page, i)
    is_right(after)
    assert changed(before, after) > LEAST_CHANGE


@EACH_PAGE
def test_what_is_drawn_and_said_is_what_python_computes(opened, address):
    page, chance = opened(address), np.random.default_rng(5)
    for i, lab in enumerate(explorers(PAGES[address])):
        for attempt in range(4):
            if attempt:
                page.evaluate("(hash) => { location.hash = hash; }", link(lab, chance))
            found, now = arrays(page, i), {**lab.start, **values(page, i)}
            assert summary(page, i) == lab.sentence.say(lab.run(**now))
            compare(lab, lab.run(**now), found)


def link(lab, chance):
    """Return the address that sets every control of an explorer to a random value."""
    slug = re.sub("[^a-z0-9]+", "-", lab.picture.spec["title"].lower()).strip("-")
    fields = [f"explorer={slug}"]
    for name in lab.names:
        one = lab.model.parameters[name]
        value = chance.uniform(*one.range)
        if one.kind == "choice":
            value = chance.integers(len(one.choices))
        fields.append(f"{name}={value if one.kind == 'number' else round(value)}")
    return "&".join(fields)


def compare(lab, run, found):
    """Check the time courses on the page against a run in Python."""
    for one in found:
        panel = lab.panels[one["panel"]]
        if panel["kind"] != "course":
            continue
        assert one["series"] in panel["outputs"]
        mine = run[one["series"]]
        page = np.array([math.nan if x is None else x for x in one["values"]])
        shown = ~np.isnan(page)
        assert shown.any()
        np.testing.assert_allclose(
            page[shown], mine[shown], rtol=1e-9, atol=1e-9 * np.abs(mine).max()
        )


@EACH_PAGE
def test_the_page_works_from_a_memory_stick(page, site, address):
    opened, labs = page((site / address).as_uri()), explorers(PAGES[address])
    wait_for_explorers(opened, len(labs))
    before = arrays(opened, 0)
    control(opened, 0, labs[0].model.parameters[labs[0].names[0]]).press("Home")
    assert changed(before, arrays(opened, 0)) > LEAST_CHANGE


@EACH_PAGE
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


@EACH_PAGE
def test_reset_goes_back_and_keep_leaves_a_curve_behind(opened, address):
    page = opened(address)
    for i, lab in enumerate(explorers(PAGES[address])):
        box = page.locator(".v2v-explorer").nth(i)
        start = arrays(page, i)
        box.get_by_role("button", name="Keep curve").click()
        control(page, i, lab.model.parameters[lab.names[0]]).press("Home")
        assert changed(start, arrays(page, i)) > LEAST_CHANGE
        assert "kept" in box.inner_text()
        box.get_by_role("button", name="Reset").click()
        assert changed(start, arrays(page, i)) == 0


@EACH_PAGE
def test_every_scene_can_be_played(opened, address):
    page = opened(address)
    for i, lab in enumerate(explorers(PAGES[address])):
        box = page.locator(".v2v-explorer").nth(i)
        for label, scene in lab.scenes.items():
            box.get_by_role("button", name=label, exact=True).click()
            is_right(arrays(page, i))
            now = values(page, i)
            assert {name: now[name] for name in scene} == pytest.approx(scene)


@EACH_PAGE
def test_a_run_that_fails_leaves_the_last_good_curve_and_says_so(opened, address):
    page, lab = opened(address), explorers(PAGES[address])[0]
    before = arrays(page, 0)
    # No slider value makes a model fail, so the arithmetic itself is broken here.
    page.evaluate("Math.pow = Math.exp = Math.log = () => NaN")
    handle = control(page, 0, lab.model.parameters[lab.names[0]])
    handle.press("Home")
    box = page.locator(".v2v-explorer").first
    box.get_by_role("alert").get_by_text("too much for the model").wait_for()
    found = page.evaluate(
        "cartlab.pictures[0].arrays().map(({ values }) => [...values])"
    )
    assert [one["values"] for one in before] == found
    assert box.get_by_role("button", name="Go back to the last values").is_visible()
