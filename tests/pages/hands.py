"""Hands that move any control of an explorer: by the keyboard in any engine, by the mouse."""

from itertools import combinations

import pytest

from pages.explorers import address_of, arrays, changed, values

ROLES = {"switch": "checkbox", "choice": "combobox"}


def control(page, i, parameter):
    """Return a control of explorer i by its role and name, as a screen reader does."""
    box = page.locator(".v2v-explorer").nth(i)
    role = ROLES.get(parameter.kind, "slider")
    return box.get_by_role(role, name=parameter.label or parameter.about, exact=True)


def wake(page, i, lab, name):
    """Set what a control needs in order to act, through the address."""
    other = lab.model.parameters[name].needs
    if other and not values(page, i).get(other, lab.reference[other]):
        set_by_address(
            page, address_of(lab, {other: lab.model.parameters[other].range[1]})
        )
        arrays(page, i)


# An address that is there already would not be read again; an explorer hears of a new one in its own time.
GO_TO = """(hash) => new Promise((heard) => {
  location.hash = "";
  location.hash = hash;
  const hear = ({ newURL }) => {
    if (newURL !== location.href) return;
    removeEventListener("hashchange", hear);
    heard();
  };
  addEventListener("hashchange", hear);
})"""


def set_by_address(page, fragment):
    """Set controls by a fragment of the address, as a link does."""
    page.evaluate(GO_TO, fragment)


FOCUS = """([i, name]) => cartlab.pictures[i].el
  .querySelector(`.v2v-p-${name} :is(.noUi-handle, input, select)`).focus()"""


MOVED = "([i, name, was]) => cartlab.pictures[i].values()[name] !== was"


def by_keyboard(page, i, lab, name):
    """Move a control from end to end by keys; return the two pictures that differ most."""
    parameter = lab.model.parameters[name]
    wake(page, i, lab, name)
    page.evaluate(FOCUS, [i, name])
    if parameter.kind == "switch":
        before, was = arrays(page, i), values(page, i)[name]
        page.keyboard.press("Space")
        # Firefox turns the key into a click in its own time.
        page.wait_for_function(MOVED, arg=[i, name, was])
        return before, arrays(page, i)
    ends = list((parameter.choices or {}).values()) or parameter.range
    drawn = [arrays(page, i)]
    for key, end in (("Home", ends[0]), ("End", ends[-1])):
        page.keyboard.press(key)
        drawn.append(arrays(page, i))
        assert values(page, i)[name] == pytest.approx(end)
    # What is best between the ends may draw the same at both of them.
    return max(combinations(drawn, 2), key=lambda two: changed(*two))


def by_one_key(page, i, lab, name):
    """Bring a control to its upper end by a key, to the lower one if it stands there; return it."""
    parameter = lab.model.parameters[name]
    ends = list((parameter.choices or {}).values()) or parameter.range
    was = values(page, i)[name]
    key, end = ("Home", ends[0]) if was == ends[-1] else ("End", ends[-1])
    if parameter.kind == "switch":
        key, end = "Space", 1 - was
    page.evaluate(FOCUS, [i, name])
    page.keyboard.press(key)
    # Firefox turns the key into a click in its own time.
    page.wait_for_function(MOVED, arg=[i, name, was])
    return end


# What comes into sight is met by a pointer from the next frame on.
NEXT_FRAME = """() => new Promise((resolve) =>
  requestAnimationFrame(() => requestAnimationFrame(resolve)))"""


def by_mouse(page, i, lab, name):
    """Drag a control from end to end; return what is drawn at both ends."""
    parameter = lab.model.parameters[name]
    wake(page, i, lab, name)
    arrays(page, i)  # at rest: notes that come and go have moved what is below them
    handle = control(page, i, parameter)
    handle.scroll_into_view_if_needed()
    page.evaluate(NEXT_FRAME)
    if parameter.kind == "choice":
        return choose(page, i, parameter, handle)
    if parameter.kind == "switch":
        before = arrays(page, i)
        handle.click()
        return before, arrays(page, i)
    track = handle.locator("xpath=ancestor::*[contains(@class,'noUi-target')]")
    box, knob = track.bounding_box(), handle.bounding_box()
    y = knob["y"] + knob["height"] / 2
    page.mouse.move(knob["x"] + knob["width"] / 2, y)
    page.mouse.down()
    page.mouse.move(box["x"] - 20, y, steps=6)
    before = arrays(page, i)
    page.mouse.move(box["x"] + box["width"] + 20, y, steps=12)
    page.mouse.up()
    return before, arrays(page, i)


def choose(page, i, parameter, made):
    """Choose the first and the last of a list; return what is drawn then."""
    drawn = []
    for place in (0, len(parameter.choices) - 1):
        made.select_option(index=place)
        drawn.append(arrays(page, i))
    return drawn


def move_first(page, i, lab):
    """Move the first control that acts where the explorer starts."""
    parameters = lab.model.parameters
    needs = {name: parameters[name].needs for name in lab.names}
    name = next(n for n in lab.names if not needs[n] or lab.reference[needs[n]])
    parameter, made = parameters[name], control(page, i, parameters[name])
    if parameter.kind == "choice":
        now = list(parameter.choices.values()).index(lab.reference[name])
        made.select_option(index=(now + 1) % len(parameter.choices))
    elif parameter.kind == "switch":
        made.press("Space")
    else:
        made.press("End" if lab.reference[name] == parameter.range[0] else "Home")
