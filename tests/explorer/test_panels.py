"""Panels of a chain, of parts of a whole, and published points: declared, drawn, compared."""

import numpy as np
import pytest

from cartlab import (
    Check,
    Checklist,
    Contour,
    Explorer,
    Grades,
    Histogram,
    Model,
    Output,
    Parameter,
    Points,
    Stacked,
    Sweep,
    Table,
    TimeCourse,
)
from cartlab.explorer import assemble
from cartlab.explorer.panels.histogram import count
from cartlab.language import Population, lognormal, maximum, uniform
from models.test_chain import chained
from pages.compared import compare
from pages.explorers import ARRAYS, painted


def drawn(page, i=0):
    return page.evaluate(ARRAYS, i)


def parts_lab(model, **options):
    return Explorer(
        model,
        sliders=["start", "r"],
        panels=[Stacked(["cells", "fed_cells"], **options)],
        readouts=["cells at end"],
    )


@pytest.fixture
def fed(model):
    """The flask, with a second output in cells, so that there are parts of a whole."""
    more = model.edit()
    more.outputs["fed_cells"] = Output("cell", "cells fed", (0, 1e6), "Fed")

    @more.observe
    def observe(t, y, p):
        return dict(
            cells=p.flasks * y.N, share=y.N / (y.N + p.start), fed_cells=p.start
        )

    return more


def test_a_chain_is_explored_with_the_time_axis_of_each_stage(open_lab):
    lab = Explorer(
        chained(),
        sliders=["mu", "days", "k"],
        panels=[["cells"], TimeCourse(["fever"], reference=True)],
        readouts={"Harvest": "cells handed over", "Fever": "peak fever"},
    )
    assert [panel["clock"] for panel in lab.panels] == [
        "time in the flask (days)",
        "time (days)",
    ]
    page = open_lab(lab)
    compare(lab, lab.run(), drawn(page), *painted(page))
    page.get_by_role("slider", name="Days").press("End")
    compare(lab, lab.run(days=10), drawn(page), *painted(page))
    labels = page.locator(".v2v-canvas").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('aria-label'))"
    )
    assert "time in the flask (days)" in labels[0] and "time (days)" in labels[1]
    assert page.evaluate("cartlab.pictures[0].summary()") == lab.sentence.say(
        lab.run(days=10)
    )


def test_outputs_of_two_stages_do_not_share_a_panel():
    with pytest.raises(ValueError, match=r"cells \(Growing\), fever \(Fever\)"):
        Explorer(chained(), sliders=["mu"], panels=[["cells", "fever"]])


def test_what_cannot_be_handed_over_is_told_and_the_curves_stay(open_lab):
    lab = Explorer(chained(most=1e7), sliders=["mu"], panels=[["fever"]])
    page = open_lab(lab)
    before = drawn(page)
    page.get_by_role("slider", name="growth").press("End")
    told = page.get_by_role("alert").get_by_text("Growing hands over")
    told.wait_for()
    assert drawn(page) == before
    page.get_by_role("button", name="Go back to the last values").click()
    assert not told.is_visible()


@pytest.mark.parametrize("share", [False, True])
def test_areas_are_the_sums_that_python_computes(open_lab, fed, share):
    lab = parts_lab(fed, share=share)
    page = open_lab(lab)
    found = drawn(page)
    compare(lab, lab.run(), found, *painted(page))
    top = np.array(found[-1]["values"])
    run = lab.run()
    whole = run["cells"] + run["fed_cells"]
    np.testing.assert_allclose(top, 100 if share else whole, rtol=1e-9)
    assert lab.figure()._repr_png_()[:4] == b"\x89PNG"


def test_a_published_point_is_drawn_said_and_stored(open_lab, model):
    points = Points("Smith 2001", [2, 4], [1e4, 1e5])
    lab = Explorer(
        model,
        sliders=["r"],
        panels=[TimeCourse(["cells"], points=[points], reference=True)],
    )
    page = open_lab(lab)
    label = page.locator(".v2v-canvas").get_attribute("aria-label")
    assert "published, Smith 2001: 10,000 at 2" in label
    assert "Smith 2001" in [
        text.get_text() for text in lab.figure().axes[0].get_legend().get_texts()
    ]
    with pytest.raises(ValueError, match="as many y as x"):
        Explorer(
            model,
            sliders=["r"],
            panels=[TimeCourse(["cells"], points=[Points("Smith", [1], [1, 2])])],
        )
    with pytest.raises(ValueError, match="times from 0 to 10"):
        Points("Smith", [11], [1]).spec(10)


def test_the_csv_of_a_chain_has_a_block_for_each_stage(browser):
    page = browser.new_page()
    text = page.evaluate(
        f"""(spec) => {{
          {assemble.joined()};
          const chain = language_chain.build(spec), run = chain.simulate(chain.defaults(), {{ rtol: 1e-8 }});
          return explorer_save.csv({{ title: "T", sentence: "S", settings: [], stages: spec.chain, run }}).slice(1);
        }}""",
        chained().spec(),
    )
    page.close()
    head, first, second = text.split("\n\n")
    assert head == "# T\n# S"
    assert first.split("\n")[:2] == ["# Growing", "time (day),cells (cell)"]
    assert second.split("\n")[:2] == ["# Fever", "time (day),fever (cell)"]
    assert len(first.split("\n")) == 2 + 281


def release_lab(model):
    limits = {
        "Cells": Check("cells at end", "at least", 1e6),
        "Growth": Check("r", "below", 1.2),
        "Start": Check("cells at 0", "at least", "start"),
        "Now and then": Check("cells at end", "at least", "cells at 0"),
    }
    panel = Checklist(limits, title="Release", passes="go", fails="stop")
    return Explorer(model, sliders=["r"], panels=[["cells"], panel])


def test_a_checklist_turns_from_pass_to_fail_and_says_why(open_lab, model):
    lab = release_lab(model)
    assert lab.table()["Release"] == "go"
    page = open_lab(lab)
    verdict = page.locator(".v2v-verdict")
    assert verdict.inner_text() == "✓ go"
    compare(lab, lab.run(), drawn(page), *painted(page))
    page.get_by_role("slider", name="Growth").press("Home")
    compare(lab, lab.run(r=0.2), drawn(page), *painted(page))
    assert verdict.inner_text() == "✗ stop: Cells"
    row = page.locator(".v2v-checklist tbody tr").first
    assert "✗ no: 14,800 cells is less than 10⁶ cells" in row.text_content()
    page.get_by_role("slider", name="Growth").press("End")
    assert verdict.inner_text() == "✗ stop: Growth"


def test_a_limit_that_is_just_met_is_kept_or_missed_alike(open_lab, model):
    limits = {
        "From": Check("r", "at least", 0.893),
        "Under": Check("r", "below", 0.893),
        "From itself": Check("cells at 0", "at least", 2000),
        "Under itself": Check("cells at 0", "below", 2000),
    }
    lab = Explorer(model, sliders=["r"], panels=[Checklist(limits)])
    page = open_lab(lab)
    kept = {one["series"]: one["values"][2] for one in drawn(page)}
    assert kept == {"From": 1, "Under": 0, "From itself": 1, "Under itself": 0}
    compare(lab, lab.run(), drawn(page), *painted(page))


def test_a_check_that_cannot_be_made_is_refused_in_words(model):
    for check, words in (
        (Check("cells at end", "above", 1), "the side is one of at least, below"),
        (Check("cells at end", "below", "stat"), "did you mean start"),
        (Check("cell at end", "below", 1), "did you mean cells"),
    ):
        with pytest.raises(ValueError, match=words):
            Checklist({"Cells": check}).spec(model)
    with pytest.raises(ValueError, match="needs a check"):
        Checklist({}).spec(model)


def area_lab(model):
    panel = Contour("cells at end", x="r", y="start", levels=[1e5, 1e6])
    return Explorer(model, sliders=["r", "fed"], panels=[panel])


def test_every_point_of_an_area_is_what_python_computes(open_lab, model):
    lab = area_lab(model)
    page = open_lab(lab)
    found = drawn(page)
    assert len(found) == 17 and len(found[0]["values"]) == 21
    compare(lab, lab.run(), found, *painted(page))
    page.get_by_role("slider", name="Added").press("End")
    compare(lab, lab.run(fed=1e6), drawn(page), *painted(page))
    told = page.locator(".v2v-count").inner_text()
    assert told.startswith("Least: ") and " Most: " in told
    label = page.locator(".v2v-canvas").get_attribute("aria-label")
    assert "against Growth" in label and " and Start" in label


def test_moving_what_an_area_goes_over_moves_the_mark_only(open_lab, model):
    page = open_lab(area_lab(model))
    before = drawn(page)
    page.get_by_role("slider", name="Growth").press("End")
    assert drawn(page) == before


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (dict(x="rr"), "did you mean r"),
        (dict(x="start"), "x and y are both start"),
        (dict(levels=[]), "one to seven rising values"),
        (dict(levels=[2, 1]), "one to seven rising values"),
    ],
)
def test_an_area_that_cannot_be_drawn_is_refused_in_words(model, changed, words):
    asked = dict(readout="cells at end", x="r", y="start", levels=[1e5]) | changed
    with pytest.raises(ValueError, match=words):
        Contour(**asked).spec(model)


LAWS = dict(r=uniform(0.3, 1.2, draw=0), start=lognormal(150, 0.2, draw=1))


def donors_lab(model, sliders=("fed",), laws=LAWS, size=4, **options):
    donors = Population("Donors", model, laws)
    panel = Histogram("cells at end", population=donors, size=size, **options)
    return Explorer(model, sliders=list(sliders), panels=[panel])


def test_donors_are_counted_as_python_counts_them(open_lab, model):
    lab = donors_lab(model, split="share at end")
    page = open_lab(lab)
    compare(lab, lab.run(), drawn(page), *painted(page))
    assert sum(drawn(page)[0]["values"]) == 2 * 4, "two points a bar"
    page.get_by_role("slider", name="Added").press("End")
    compare(lab, lab.run(fed=1e6), drawn(page), *painted(page))
    told = page.locator(".v2v-count").inner_text()
    assert " of 4 pass, " in told and "half of them have more than" in told


def test_a_number_on_an_edge_counts_in_the_same_bar_on_the_page(browser):
    edges = [0.0, 1.0, 2.5, 7.0]
    numbers = [-1, 0, 0.5, 1, 2.4999, 2.5, 6.9, 7, 8]
    page = browser.new_page()
    found = page.evaluate(
        f"""([numbers, edges]) => {{
          {assemble.joined()};
          const {{ binOf }} = explorer_panels_histogram_histogram;
          return numbers.map((one) => binOf(one, edges));
        }}""",
        [numbers, edges],
    )
    page.close()
    mine = [int(np.argmax(count({"edges": edges}, [one]))) for one in numbers]
    assert found == mine == [0, 0, 0, 1, 1, 2, 2, 2, 2]


def test_flags_are_painted_where_python_says_and_bars_above_the_main_plot(
    open_lab, model
):
    lab = Explorer(model, ["r"], [["share"], ["cells"]], start=dict(fed=1e5))
    page = open_lab(lab)
    rows, main = painted(page)
    compare(lab, lab.run(), drawn(page), rows, main)
    told = [(one["panel"], one["paint"], one["label"]) for one in rows]
    flags = [one for one in told if one[1] != "frame"]
    assert flags == [
        (0, "bar", "feeding"),
        (0, "dose", "feeding"),
        (1, "dose", "feeding"),
    ]


def test_the_first_time_course_is_the_main_plot_wherever_it_stands(open_lab, model):
    sweep, areas = Sweep("cells at 10", over="r", points=5), Stacked(["cells"])
    for panels, main in (
        ([sweep, ["cells"], ["share"]], [1]),
        ([sweep, areas], [0]),
        ([Table("peak cells"), areas, sweep], [1]),
        ([Table("peak cells")], []),
    ):
        page = open_lab(Explorer(model, ["r"], panels))
        assert painted(page)[1] == main
        seen = page.locator(".v2v-plot.v2v-main .v2v-canvas")
        assert seen.count() == len(main)


ONE_OF_EACH = ["peak cells", "area cells", "first low cells", "cells handed over"]


@pytest.mark.parametrize("text", [*ONE_OF_EACH, "cells at 3", "first above 1e5 cells"])
def test_the_axis_of_a_sweep_is_that_of_its_readout(open_lab, model, text):
    lab = Explorer(model, ["r"], [Sweep(text, over="start", points=5)])
    page = open_lab(lab)
    compare(lab, lab.run(), drawn(page), *painted(page))


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (dict(sliders=["r"]), "each case of the Histogram has a value of its own"),
        (dict(size=0), "choose a whole number of donors from 1 to 500"),
        (dict(size=2.5), "choose a whole number of donors"),
        (dict(bins=0), "choose a whole number from 1 on"),
        (dict(span=(0, 1e9)), "above 0 on a logarithmic axis"),
        (dict(span=(2, 1)), "a low and a higher end"),
    ],
)
def test_donors_that_cannot_be_counted_are_refused_in_words(model, changed, words):
    with pytest.raises(ValueError, match=words):
        donors_lab(model, **changed)


def test_people_of_another_model_must_fit_this_one(model, small_model):
    laws = dict(r=uniform(0.3, 1.2, draw=0), start=uniform(10, 1e6, draw=1))
    panel = Histogram("n at end", Population("Donors", model, laws), size=8)
    with pytest.raises(ValueError, match="start is not a parameter"):
        panel.spec(small_model({"r": (0.1, 2)}))
    panel = Histogram("n at end", Population("Donors", model, dict(r=LAWS["r"])), 8)
    with pytest.raises(ValueError, match="choose a number from 0.1 to 0.5"):
        panel.spec(small_model({"r": (0.1, 0.5)}))


@pytest.fixture
def small_model():
    """Make a formula with these parameters {name: range}."""

    def make(ranges):
        model = Model(
            "Another",
            kind="formula",
            t_end=1,
            parameters={
                name: Parameter(span[0], "1/day", name, span)
                for name, span in ranges.items()
            },
            outputs=dict(n=Output("1", "a number", (0, 9))),
        )
        return model

    return make


@pytest.fixture
def graded_model():
    """Two signs from 0 to 4 and the worse one."""
    sign = dict(choices={"none": 0, "some": 2, "much": 4}, kind="choice")
    model = Model(
        "Two signs",
        kind="formula",
        t_end=1,
        parameters=dict(
            skin=Parameter(0, "1", "the skin", (0, 4), "Skin", **sign),
            eye=Parameter(2, "1", "the eye", (0, 4), "Eye", **sign),
        ),
        outputs={
            name: Output("1", name, (0, 4), whole=True)
            for name in ("by_skin", "by_eye", "grade")
        },
    )

    @model.observe
    def observe(t, y, p):
        return dict(by_skin=p.skin, by_eye=p.eye, grade=maximum(p.skin, p.eye))

    return model


def signs_lab(model):
    parts = {"Skin": "by_skin at end", "Eye": "by_eye at end"}
    panel = Grades(parts, total=("Rash", "grade at end"))
    return Explorer(model, sliders=["skin", "eye"], panels=[panel])


def test_the_grade_that_counts_is_said_drawn_and_stored(open_lab, graded_model):
    lab = signs_lab(graded_model)
    assert lab.table()["Rash"] == "2"
    assert lab.figure()._repr_png_()[:4] == b"\x89PNG"
    page = open_lab(lab)
    verdict = page.locator(".v2v-verdict")
    assert verdict.inner_text() == "Rash: grade 2"
    page.get_by_role("button", name="Keep curve").click()
    page.get_by_role("combobox", name="Skin").select_option(index=2)
    compare(lab, lab.run(skin=4), drawn(page), *painted(page))
    assert verdict.inner_text() == "Rash: grade 4 (kept: grade 2)"
    counts = page.locator(".v2v-counts th")
    assert counts.all_inner_texts() == ["Skin"]


def test_grades_that_are_none_are_refused_in_words(graded_model, model):
    with pytest.raises(ValueError, match="needs? a sign"):
        Grades({}, total=("Rash", "grade at end")).spec(graded_model)
    with pytest.raises(ValueError, match="take a whole output from 0 to 4"):
        Grades({"Cells": "cells at end"}, total=("Cells", "cells at end")).spec(model)


def heard_at_once(page):
    """Return what every live region of a page says, as one text."""
    regions = page.locator("[aria-live], [role=status], [role=alert]")
    return " | ".join(regions.all_text_contents())


@pytest.mark.parametrize("says", ["It is {grade at end}.", "What a rash."])
def test_a_grade_is_said_once(open_lab, graded_model, says):
    panel = Grades({"Skin": "by_skin at end"}, total=("Rash", "grade at end"))
    page = open_lab(Explorer(graded_model, ["skin"], [panel], says=says))
    assert heard_at_once(page).count("2") == 1


def test_a_verdict_that_the_sentence_leaves_out_is_said_once(open_lab, model):
    page = open_lab(release_lab(model))
    assert heard_at_once(page).count("go.") == 1
    page.get_by_role("slider").press("Home")
    drawn(page)
    assert heard_at_once(page).count("stop: Cells.") == 1


def test_an_area_is_told_by_its_extremes(open_lab, model):
    page = open_lab(area_lab(model))
    drawn(page)
    picture = page.get_by_role("img")
    told = page.locator(f"#{picture.get_attribute('aria-describedby')}").text_content()
    shown = page.locator(".v2v-count").inner_text()
    assert "Least: " in shown and "10 to the" in told
    assert told.split(", at")[0] == shown.split(", at")[0].replace(
        "10⁻", "10 to the minus "
    )


def test_counts_are_told_by_where_they_lie(open_lab, model):
    page = open_lab(donors_lab(model))
    drawn(page)
    picture = page.get_by_role("img").last
    told = page.locator(f"#{picture.get_attribute('aria-describedby')}").text_content()
    assert "the tallest bar counts" in told
