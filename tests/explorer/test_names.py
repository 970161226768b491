"""Where names stand: no line runs through them, they keep together, and they rest while a hand moves."""

import pytest

from cartlab.explorer import assemble

# A pen that notes what it is told; a letter is 10 px wide.
WRITE = """([script, names, rounds]) => {
  const { makeNames } = new Function(`${script}; return explorer_pieces_names`)();
  const write = makeNames();
  return rounds.map(({ curves, lines = [], taken = [], anew = true }) => {
    const written = [], leads = [];
    const pen = {
      measureText: (text) => ({ width: 10 * text.length }), setLineDash() {}, beginPath() {}, stroke() {}, fill() {}, arc() {},
      fillText: (...told) => written.push(told), moveTo: (x, y) => leads.push([x, y]), lineTo() {},
    };
    const places = (all) => () => all;
    write({ pen, palette: { em: 1 }, taken, lines, curves: () => curves },
      names.map((one) => ({ ...one, places: places(one.places) })), { font: "", anew });
    return { written: written.map(([text, x]) => [text, x]), leads };
  });
}"""

LEFT, MIDDLE, RIGHT = 0, 100, 200
UPPER = [{"left": x, "y": 20} for x in (LEFT, MIDDLE, RIGHT)]
LOWER = [{"left": x, "y": 60} for x in (LEFT, MIDDLE, RIGHT)]
BANDS = [{"label": "low", "places": LOWER}, {"label": "high", "places": UPPER}]


@pytest.fixture
def written(browser):
    page = browser.new_page()

    def write(*rounds, names=BANDS):
        return page.evaluate(WRITE, [assemble.joined(), names, list(rounds)])

    yield write
    page.close()


def test_names_take_their_first_place_where_nothing_runs(written):
    (told,) = written({"curves": [[[0, 40], [300, 40]]]})
    assert told == {
        "written": [["low", LEFT], ["high", LEFT]],
        "leads": [],
    }


def test_names_go_aside_together_where_a_curve_runs_through_one(written):
    (told,) = written({"curves": [[[0, 60], [50, 60], [90, 90]]]})
    assert told["written"] == [["low", MIDDLE], ["high", MIDDLE]]


def test_a_gap_in_a_curve_is_no_curve(written):
    (told,) = written({"curves": [[[0, 60], None, [50, 90]]]})
    assert told["written"] == [["low", LEFT], ["high", LEFT]]


def test_a_name_keeps_away_from_borders_and_from_other_texts(written):
    border = [[10, 0], [10, 100]]
    text = {"left": 90, "right": 140, "top": 50, "bottom": 70}
    (told,) = written({"curves": [], "lines": [border], "taken": [text]})
    assert told["written"] == [["low", RIGHT], ["high", RIGHT]]


def test_each_goes_its_own_way_where_there_is_no_place_for_all(written):
    curves = [[[0, 60], [120, 60]], [[80, 20], [300, 20]]]
    (told,) = written({"curves": curves})
    assert told["written"] == [["low", RIGHT], ["high", LEFT]]


def test_a_name_that_could_only_stand_on_a_curve_or_a_text_is_left_out(written):
    text = {"left": 0, "right": 300, "top": 50, "bottom": 70}
    for full in ({"curves": [[[0, 60], [300, 60]]]}, {"curves": [], "taken": [text]}):
        (told,) = written(full)
        assert told["written"] == [["high", LEFT]]


def test_a_name_does_not_jump_while_a_hand_moves(written):
    through = [[[0, 60], [60, 60]]]
    still, moving, resting = written(
        {"curves": []}, {"curves": through, "anew": False}, {"curves": through}
    )
    assert still["written"] == moving["written"] == [["low", LEFT], ["high", LEFT]]
    assert resting["written"] == [["low", MIDDLE], ["high", MIDDLE]]


def test_a_line_leads_from_a_name_to_what_is_too_narrow_for_it(written):
    far = [{"label": "thin", "places": [{"left": 50, "y": 20, "leads": 5}]}]
    (told,) = written({"curves": []}, names=far)
    assert told["leads"] == [[5, 20]]


ALIKE = """([script, curves]) => new Function(`${script}; return explorer_alike`)()
  .lyingOn(curves.map((values, i) => ({ index: i + 1, values, width: 2 })), (value) => value)"""


@pytest.mark.parametrize(
    ("curves", "found"),
    [
        ([[1] * 100, [2.9] * 100], {"2": 1}),
        ([[1] * 100, [3.1] * 100], {}),
        ([[1] * 100, [1] * 99 + [50]], {"2": 1}),  # nearly the whole length
        ([[1] * 100, [1] * 90 + [50] * 10], {}),
        ([[1] * 100, [1] * 100, [1] * 100], {"2": 1, "3": 1}),
        ([[1, None] * 50, [1, None] * 50], {"2": 1}),
        ([[1] * 100, [None] * 100], {}),
    ],
)
def test_curves_lie_on_each_other_within_a_stroke(browser, curves, found):
    page = browser.new_page()
    assert page.evaluate(ALIKE, [assemble.joined(), curves]) == found
    page.close()
