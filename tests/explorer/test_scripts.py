"""The JavaScript as shipped: it parses, its twins agree, its small parts do what they say."""

import json
import re

import numpy as np
import pytest

from cartlab.explorer import assemble
from cartlab.explorer.link import slug
from cartlab.explorer.values import step_of, tidy, written
from cartlab.language.spec import parameter_spec

MODULES = (
    "axes",
    "controls",
    "link",
    "panels_sweep_sweep",
    "pieces_flags",
    "values",
    "wording",
)


@pytest.fixture
def blank(browser):
    """An empty page."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture
def parts(blank):
    """Call a function that one of the modules exports by its name."""

    def call(name, *arguments):
        found = ", ".join(f"...explorer_{name}" for name in MODULES)
        script = f"(() => {{ {assemble.joined()}; return {{ {found} }}; }})()"
        values = ", ".join(json.dumps(one) for one in arguments)
        return blank.evaluate(f"{script}.{name}({values})")

    return call


def test_no_import_and_no_export_is_left_in_the_script():
    own = assemble.joined().replace(assemble.uplot(), "")
    assert not re.search(r"^\s*(import|export)\b", own, re.M)


@pytest.fixture
def joined(tmp_path, monkeypatch):
    """Join modules that a test writes: joined({name: text}, start)."""

    def join(texts, start):
        monkeypatch.setattr(assemble, "ROOT", tmp_path)
        for name, text in texts.items():
            (tmp_path / name).write_text(text, "utf-8")
        paths = assemble.sources([tmp_path / start])
        return "\n".join(assemble.in_scope(path) for path in paths)

    return join


def test_two_modules_may_use_the_same_names(joined, blank):
    texts = {
        "a.js": "const size = 1;\nexport const told = () => size;\n",
        "b.js": 'import { told as other } from "./a.js";\nconst size = 2;\n'
        "export function told() {\n  return [size, other()];\n}\n",
    }
    script = joined(texts, "b.js")
    assert blank.evaluate(f"(() => {{ {script} return b.told(); }})()") == [2, 1]


def test_modules_that_need_each_other_are_refused_in_words(joined):
    texts = {
        "a.js": 'import { b } from "./b.js";\nexport const a = 1;\n',
        "b.js": 'import { a } from "./a.js";\nexport const b = 1;\n',
    }
    with pytest.raises(
        assemble.ModuleError, match="a.js → b.js → a.js: modules cannot"
    ):
        joined(texts, "a.js")


def test_an_import_of_what_is_not_exported_is_refused_in_words(joined):
    texts = {
        "a.js": 'import { size } from "./b.js";\n',
        "b.js": "const size = 1;\nexport const other = 2;\n",
    }
    with pytest.raises(assemble.ModuleError, match="b.js exports only other"):
        joined(texts, "a.js")


def test_nothing_is_asked_of_another_host():
    asked = re.findall(
        r"https?://[^\s\"'`]+", assemble.module() + assemble.stylesheet()
    )
    assert set(asked) <= {
        "https://github.com/leeoniya/uPlot",
        "http://www.w3.org/2000/svg",
    }


def test_the_module_and_the_scripts_offer_the_same_explorer(blank):
    blank.add_script_tag(content=assemble.engine_script())
    blank.add_script_tag(content=assemble.explorer_script())
    assert blank.evaluate("typeof cartlab.explorer.render") == "function"
    loaded = """async (text) => {
      const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
      return typeof (await import(url)).default.render;
    }"""
    assert blank.evaluate(loaded, assemble.module()) == "function"


def test_python_and_javascript_take_the_same_number_from_a_slider(model, blank):
    seen = []
    for name in ("start", "r", "day", "crowd"):
        one = model.parameters[name]
        low, high = one.range
        raw = [*np.random.default_rng(1).uniform(low, high, 200), low, high, one.value]
        seen += [(float(x), parameter_spec(name, one), step_of(one)) for x in raw]
    script = f"(cases) => {{ {assemble.joined()}; return cases.map((c) => explorer_values.tidy(...c)); }}"
    taken = blank.evaluate(script, seen)
    expected = [tidy(x, model.parameters[p["name"]], step) for x, p, step in seen]
    assert taken == expected


def test_a_number_that_somebody_wrote_stays_as_it_is(model):
    r = model.parameters["r"]
    for number in (0.893, 0.5, 1.2345, 0.2, 1.5):
        assert tidy(number, r, step_of(r)) == number
    assert tidy(0.7312345678, r, step_of(r)) == 0.73
    assert tidy(float("nan"), r, step_of(r)) == 0.893


@pytest.mark.parametrize(
    "text, number",
    [
        ("1,000", 1000),
        ("5e10", 5e10),
        ("2 × 10¹¹", 2e11),
        ("10⁸", 1e8),
        ("10^8 cells", 1e8),
        ("2 x 10^-3", 2e-3),
        ("5.5 days", 5.5),
        ("−3", -3),
        ("0,5", 0.5),
        ("−2,25 days", -2.25),
        ("12,3456", 12.3456),
        ("0,125", 0.125),
        ("12,345", 12345),
        ("1,234.5", 1234.5),
        ("1,000,000", 1e6),
        ("1,5e10", 1.5e10),
    ],
)
def test_numbers_are_read_as_people_type_them(parts, text, number):
    assert parts("plainNumber", text) == pytest.approx(number)


@pytest.mark.parametrize("text", ["", "abc", ".", "ten"])
def test_what_is_no_number_is_not_taken_for_one(parts, text):
    assert np.isnan(parts("plainNumber", text))


def test_keys_step_along_the_grid_and_stop_at_the_ends(parts, model):
    start = parameter_spec("start", model.parameters["start"])
    assert parts("keyed", "ArrowRight", 1000, start, 0.05) == 1120
    assert parts("keyed", "ArrowLeft", 1120, start, 0.05) == 1000
    assert parts("keyed", "PageUp", 1000, start, 0.05) == 3160
    assert parts("keyed", "End", 1000, start, 0.05) == 1e6
    assert parts("keyed", "ArrowRight", 1e6, start, 0.05) == 1e6
    assert parts("keyed", "Tab", 1000, start, 0.05) is None


def test_ticks_are_round_numbers(parts):
    assert parts("timeTicks", 28, 8, "day") == [0, 4, 8, 12, 16, 20, 24, 28]
    assert parts("timeTicks", 28, 5, "day") == [0, 7, 14, 21, 28]
    assert parts("timeTicks", 96, 5, "hour") == [0, 24, 48, 72, 96]
    assert parts("timeTicks", 240, 8, "min") == [0, 30, 60, 90, 120, 150, 180, 210, 240]
    assert parts("timeTicks", 8, 5, "week") == [0, 2, 4, 6, 8]
    assert parts("logTicks", 0.1, 1000, 6) == [0.1, 1, 10, 100, 1000]
    assert parts("logTicks", 1, 1e12, 6) == [1, 100, 1e4, 1e6, 1e8, 1e10, 1e12]
    assert parts("logTicks", 0.001, 0.03, 8) == [0.001, 0.002, 0.005, 0.01, 0.02]
    assert parts("logTicks", 0.001, 0.03, 3) == [0.001, 0.01]
    assert parts("logTicks", 5e9, 3e11, 8) == [1e10, 1e11]
    assert parts("logTicks", 2, 7, 3) == [2, 5]
    assert parts("linearTicks", 0, 1, 5) == pytest.approx([0, 0.2, 0.4, 0.6, 0.8, 1])


def test_names_at_line_ends_keep_apart(parts):
    marks = parts("pushApart", [{"y": 50}, {"y": 52}, {"y": 51}], 17, 0, 200)
    places = [mark["y"] for mark in marks]
    assert min(np.diff(places)) > 16.9


def test_a_sweep_knows_every_point_once_and_the_shape_first(parts):
    order = parts("coarseFirst", 41)
    assert sorted(order) == list(range(41))
    assert set(order[:6]) == {0, 8, 16, 24, 32, 40}


def test_repeats_of_one_drug_are_one_flag(parts):
    given = [
        {"label": "dexamethasone", "time": 6, "over": 0.5, "kind": "dose"},
        {"label": "tocilizumab", "time": 5, "over": 0, "kind": "dose"},
        {"label": "dexamethasone", "time": 8, "over": 0.5, "kind": "dose"},
    ]
    assert parts("flagsOf", given) == [
        {"label": "tocilizumab", "from": 5, "to": 5, "kind": "dose"},
        {"label": "dexamethasone", "from": 6, "to": 8.5, "kind": "dose"},
    ]


def test_a_number_somebody_wrote_is_kept_to_six_digits(model):
    for name in ("start", "r", "day", "crowd"):
        one = model.parameters[name]
        low, high = one.range
        raw = [*np.random.default_rng(2).uniform(low, high, 5), low, high, one.value]
        for number in map(float, raw):
            mine = written(number, one, step_of(one))
            assert tidy(mine, one, step_of(one)) == mine
            assert mine == pytest.approx(number, rel=1e-5)


@pytest.mark.parametrize(
    "title", ["CAR T: after infusion!", "Hématologie", " 2nd ", "細胞"]
)
def test_python_and_javascript_give_a_title_one_address(parts, title):
    assert parts("slug", title) == slug(title)


@pytest.mark.parametrize(
    "text, heard",
    [
        ("10⁸ cells", "10 to the 8 cells"),
        ("1.12 × 10¹² cells", "1.12 times 10 to the 12 cells"),
        ("−10⁻³ to 5 × 10⁻⁴", "−10 to the minus 3 to 5 times 10 to the minus 4"),
        ("128 cells/µL", "128 cells per microliter"),
        ("2 pg/mL/day", "2 pg per milliliter per day"),
        ("7,576 copies/µg on day 10", "7,576 copies per microgram on day 10"),
        ("CD4/CD8, 50/50, 0/Lung, 210", "CD4/CD8, 50/50, 0/Lung, 210"),
    ],
)
def test_a_voice_is_given_powers_and_units_as_words(twin, text, heard):
    assert twin.evaluate("(text) => twin.aloud(text)", text) == heard


SHAPE = """([script, ys, log]) => {
  const at = (i) => `day ${i}`, said = (i) => `${ys[i]} cells`;
  return (new Function(`${script}; return explorer_shape`)()).shapeOf(ys, { at, said, log });
}"""


@pytest.mark.parametrize(
    "ys, log, said",
    [
        ([1, 2, 9], False, "rises from 1 cells (day 0) to 9 cells (day 2)"),
        ([9, None, 4, None], False, "falls from 9 cells (day 0) to 4 cells (day 2)"),
        ([5, 5, 5], True, "stays at 5 cells"),
        ([None, None], True, "nothing can be drawn"),
        (
            [1, 9, 4],
            False,
            "goes from 1 cells (day 0), peaks at 9 cells (day 1), to 4 cells (day 2)",
        ),
        (
            [4, 1, 9, 2],
            False,
            "goes from 4 cells (day 0), is lowest at 1 cells (day 1), "
            "peaks at 9 cells (day 2), to 2 cells (day 3)",
        ),
        ([1e9, 1, 5], False, "falls from 1000000000 cells (day 0) to 5 cells (day 2)"),
        (
            [1e9, 1, 5],
            True,
            "goes from 1000000000 cells (day 0), is lowest at 1 cells (day 1), "
            "to 5 cells (day 2)",
        ),
    ],
)
def test_a_curve_is_told_by_where_it_begins_turns_and_ends(blank, ys, log, said):
    assert blank.evaluate(SHAPE, [assemble.joined(), ys, log]) == said
