"""A robot takes a page at its word: the swap that it names wins, by the page's own controls."""

import re

import pytest

from cartlab.therapy.plan import PLAYERS
from pages.explorers import arrays, explorers, pages, painted, title
from pages.robot import Robot

ADDRESS = "lessons/08_vein_to_vein.html"
PATH = pages()[ADDRESS]
NAMED = re.compile(r"A single swap that would have won: (.+?)(?: \(|;|\.$)")


@pytest.fixture
def game(shared):
    """Return (set a parameter by its control, what the panel of the challenge says)."""
    page, labs = shared(ADDRESS), explorers(PATH)
    (i,) = (i for i, lab in enumerate(labs) if title(lab) == "The challenge")
    lab, robot = labs[i], Robot(page, PATH)
    box = page.locator(".v2v-explorer").nth(i)

    def choose(name, value):
        robot.move(box, lab.model.parameters[name], name, value)
        arrays(page, i)

    def says():
        rows, _ = painted(page, i)
        return [one["label"] for one in rows if one["paint"] == "line"]

    swaps = next(one for one in lab.panels if one["kind"] == "swaps")
    named = {
        one["text"]: (decision["name"], one["value"])
        for decision in swaps["over"]
        for one in decision["values"]
    }
    return choose, says, named


@pytest.mark.parametrize("who", PLAYERS.values(), ids=PLAYERS)
def test_the_usual_plan_loses_and_the_swap_that_the_page_names_wins(game, who):
    choose, says, named = game
    choose("player", who)
    lost = says()
    assert lost[0].startswith("× Lost")
    choose(*named[NAMED.match(lost[1])[1]])
    won = says()
    assert won[0].startswith("✓ Won"), won
    assert won[1].startswith("A single swap that would have lost: ")


def test_a_swap_that_trades_one_fault_for_another_does_what_the_page_says(game):
    choose, says, named = game
    choose("player", PLAYERS["slow cells, much tumor"])
    trade = next(one for one in says() if one.startswith("Would have mended"))
    text, broken = re.match(r".*?: (.+?) \(misses “(.+?)”", trade).groups()
    choose(*named[text])
    assert says()[0].startswith(f"× Lost: misses “{broken}”")
