"""Firefox and WebKit show every page as Chromium does: drawn, moved by keys, right."""

import threading

import numpy as np
import pytest

import course
from engines import Overheard
from pages.compared import compare, ran
from pages.explorers import (
    RESET,
    SEED,
    arrays,
    changed,
    explorers,
    pages,
    painted,
    reset,
    somewhere,
    summary,
    title,
    values,
    wait_for_explorers,
)
from pages.hands import by_one_key, set_by_address, wake
from pages.test_presenting import WALK

PAGES = pages()
EACH_PAGE = pytest.mark.parametrize("address", PAGES)
LAPTOP, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LEAST_CHANGE = 0.01


@pytest.fixture(scope="module")
def overheard(site):
    """The address of the built site whose pages write down their errors."""
    server = course.Server(("127.0.0.1", 0), Overheard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield course.address_of(server)
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(engine, overheard):
    """Open a page in an engine, or reset it if it is open; an error of it is a failure."""

    def open_page(address, size=LAPTOP):
        engine.set_viewport_size(size)
        if engine.address != overheard + address:
            engine.open(overheard + address)
        wait_for_explorers(engine, len(explorers(PAGES[address])))
        engine.evaluate(RESET)
        return engine

    yield open_page
    assert engine.faults() == []


EMPTY = """() => {
  const bare = (one) => {
    const { width, height } = one;
    return !(width && height && one.getContext("2d").getImageData(0, 0, width, height).data.some((part) => part));
  };
  const told = (one) => one.querySelector(".v2v-number").textContent.trim();
  return cartlab.pictures.flatMap(({ el }) => {
    const seen = (one) => one.checkVisibility(), all = (parts) => [...el.querySelectorAll(parts)].filter(seen);
    return [
      ...all("canvas").filter(bare).map((one) => `an empty canvas of ${el.ariaLabel}`),
      ...all(".v2v-readouts > div").filter((one) => !told(one) || /NaN|undefined/.test(told(one))).map((one) => one.textContent),
      ...all(".v2v-explorer > [role=alert]").map((one) => one.textContent).filter(Boolean),
    ];
  });
}"""


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@EACH_PAGE
def test_every_explorer_is_drawn(opened, address, size):
    page = opened(address, size)
    assert page.evaluate(EMPTY) == []
    over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    assert over <= 0, f"the page is {over} px wider than its window"


@EACH_PAGE
def test_what_is_drawn_and_said_is_what_python_computes(opened, address):
    page, chance = opened(address), np.random.default_rng(SEED)
    for i, lab in enumerate(explorers(PAGES[address])):
        set_by_address(page, somewhere(lab, chance))
        found, now = arrays(page, i), {**lab.start, **values(page, i)}
        run = ran(lab, now)
        assert summary(page, i) == lab.sentence.say(run)
        compare(lab, run, found, *painted(page, i))


@EACH_PAGE
def test_a_key_moves_every_control_to_its_end_and_a_curve_with_it(opened, address):
    page, still = opened(address), []
    for i, lab in enumerate(explorers(PAGES[address])):
        for name in lab.names:
            reset(page, i)
            wake(page, i, lab, name)
            before = arrays(page, i)
            # What has done all it does where it stands may do nothing more at one end.
            for _ in range(2):
                end = by_one_key(page, i, lab, name)
                after = arrays(page, i)
                assert values(page, i)[name] == pytest.approx(end)
                if changed(before, after) > LEAST_CHANGE:
                    break
            else:
                still.append(f"{title(lab)}: {name}")
    assert not still, f"these move no curve: {', '.join(still)}"


BEGIN = """() => document.querySelector(".v2v-present").click()"""
HANDS = """() => {
  const [input, told] = document.querySelectorAll(".v2v-hands :is(input, output)");
  input.value = "12A 7B c";
  input.dispatchEvent(new Event("input"));
  return told.textContent;
}"""
END = """() => {
  [...document.querySelectorAll(".v2v-presenter button")].at(-1).click();
  return cartlab.pictures.filter(({ el }) => el.checkVisibility()).length;
}"""


def test_a_lesson_is_presented_one_thing_at_a_time(opened):
    address, size = "lessons/04_infusion.html", {"width": 1024, "height": 768}
    labs, page = explorers(PAGES[address]), opened(address, size)
    page.evaluate("() => scrollTo(0, 0)")
    page.evaluate(BEGIN)
    assert page.evaluate(HANDS) == "A 12, B 7, C 1 of 20"
    steps = page.evaluate(WALK)
    for step in steps:
        assert len(step["explorers"]) + step["others"] == 1, step
        assert step["wide"] <= 0, step
        assert all(one["below"] <= 1 for one in step["explorers"]), step
    assert sum(len(step["explorers"]) for step in steps) == len(labs)
    assert page.evaluate(END) == len(labs)
