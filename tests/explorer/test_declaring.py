"""What an author may ask of an explorer, and what is refused in words."""

import re
from dataclasses import replace

import ipywidgets as widgets
import numpy as np
import pytest

from cartlab import Explorer, Sweep, Table, TimeCourse
from cartlab.explorer import assemble
from cartlab.explorer.palette import check_looks, line, tokens
from cartlab.solve.say import say
from cartlab.therapy import chains, models

OF_ONE_THERAPY = re.compile(r'tumou?r|tcell|cart_|il-?6|crs|"(car|drug)\b', re.I)


def refused(model, *words, **asked):
    settings = dict(sliders=["r"], panels=[["cells"]]) | asked
    with pytest.raises(ValueError) as reason:
        Explorer(model, **settings)
    for word in words:
        assert word in str(reason.value)


def test_an_unknown_slider_is_refused_with_the_nearest_name(model):
    refused(model, "meduim", "did you mean medium?", sliders=["meduim"])


def test_a_slider_named_twice_is_refused(model):
    refused(model, "two sliders for r", sliders=["r", "r"])


def test_one_text_where_a_list_is_meant_is_refused_with_the_list(model):
    refused(model, "sliders is a list", "write sliders=[“dose”]", sliders="dose")
    refused(model, "a list of texts", "readouts=[“peak cells”]", readouts="peak cells")


def test_a_look_that_is_none_is_refused_with_the_nearest(model):
    bad = model.edit()
    bad.outputs["share"] = replace(bad.outputs["share"], look="tumour")
    refused(bad, "share: there is no look “tumour”", "did you mean tumor?")


def test_every_model_of_the_course_has_looks_that_are_drawn():
    for one in [*models().values(), *chains().values()]:
        check_looks(one.outputs)


def test_an_unknown_output_is_refused_with_the_nearest_name(model):
    refused(model, "cell is not an output", "did you mean cells?", panels=[["cell"]])


def test_a_panel_without_brackets_is_refused(model):
    refused(model, "a panel is a list", panels=["cells"])


def test_two_units_in_one_panel_are_refused(model):
    refused(model, "one unit", "share (1)", panels=[["cells", "share"]])


@pytest.mark.parametrize("panels", [[], (), None, "cells", TimeCourse(["cells"])])
def test_an_explorer_without_a_list_of_panels_is_refused(model, panels):
    refused(model, "at least one panel", "panels=[[“cells”]]", panels=panels)


@pytest.mark.parametrize("panel", [None, 3, {"cells"}])
def test_what_is_no_panel_is_refused_with_the_kinds(model, panel):
    refused(
        model,
        f"{panel!r} is not a panel",
        "a list of outputs or one of",
        panels=[panel],
    )


def test_panels_that_show_nothing_are_refused():
    with pytest.raises(ValueError, match="a table needs a readout"):
        Table()
    with pytest.raises(ValueError, match=r"write TimeCourse\(\[“cells”\]\)"):
        TimeCourse("cells")


@pytest.mark.parametrize("points", [0, 1, -3, 4.5, "many"])
def test_a_sweep_of_less_than_two_points_is_refused(points):
    with pytest.raises(ValueError, match="choose a whole number from 2 on"):
        Sweep("peak cells", over="r", points=points)


@pytest.mark.parametrize(
    "over, kind", [("drug", "switch"), ("medium", "choice"), ("flasks", "whole number")]
)
def test_a_sweep_over_what_has_no_values_between_is_refused(model, over, kind):
    panels = [Sweep("peak cells", over=over)]
    refused(model, f"{over} is a {kind}", "one of start, r, day", panels=panels)


@pytest.mark.parametrize("days", [0, -1, float("nan"), float("inf")])
def test_a_time_axis_without_length_is_refused(model, days):
    refused(model, "choose a length above 0", "10 days", days=days)


def test_a_start_of_several_numbers_is_refused(model):
    refused(model, "start: r takes one number", start=dict(r=[0.5, 1]))


def test_an_explorer_of_tables_has_words_but_no_picture(model):
    lab = Explorer(model, ["r"], [Table("peak cells")])
    assert "image/png" not in lab._repr_mimebundle_()
    assert repr(lab) == "Cells, peak: 1.51 × 10⁷ cells."
    with pytest.raises(ValueError, match="tables only"):
        lab.figure()


def test_an_unknown_parameter_of_a_sweep_is_refused(model):
    refused(model, "did you mean start?", panels=[Sweep("peak cells", over="strat")])


@pytest.mark.parametrize("text", ["top cells", "cells", "peak", "cells at noon"])
def test_a_text_that_is_no_readout_is_refused_with_examples(model, text):
    refused(model, f"“{text}” is not a readout", "peak cells", readouts=[text])


def test_a_readout_of_an_unknown_output_is_refused(model):
    refused(model, "did you mean cells?", readouts=["peak cels"])


def test_a_readout_after_the_end_is_refused(model):
    refused(model, "from 0 to 10 day", readouts=["cells at 11"])
    refused(model, "from 0 to 4 day", readouts=["cells at 5"], days=4)


def test_a_scene_outside_the_range_is_refused_with_the_range(model):
    scenes = {"too fast": dict(r=3)}
    refused(model, "too fast", "r = 3", "0.2 to 1.5", scenes=scenes)


def test_a_scene_of_a_parameter_without_slider_is_refused(model):
    refused(model, "scene “a”: start has no slider here", scenes={"a": dict(start=10)})


def test_an_unknown_slider_of_a_group_is_refused_with_the_group_and_the_nearest(model):
    groups = {"Cells": ["r"], "All": ["strat"]}
    refused(model, "group “All”: strat is not", "mean start?", sliders=groups)
    refused(model, "write sliders[“All”]=[“r”]", sliders={"All": "r"})
    refused(model, "two sliders for r", sliders={"All": ["r"], "Cells": ["r"]})


def test_groups_and_their_sliders_are_seen_in_the_order_written(model):
    groups = {"Drug": ["day", "drug"], "": ["flasks"], "Cells": ["r", "start"]}
    lab = Explorer(model, groups, [["cells"]])
    seen = [
        [one.value if isinstance(one, widgets.Label) else one for one in box.children]
        for box in lab.children[0].children
    ]
    day, drug, flasks, r, start = lab.sliders.values()
    assert seen == [["Drug", day, drug], [flasks], ["Cells", r, start]]
    assert list(lab.sliders) == ["day", "drug", "flasks", "r", "start"]


def test_scenes_are_compared_as_they_are_played(model):
    lab = Explorer(
        model,
        ["start", "r"],
        [["cells"]],
        start=dict(start=100),
        scenes={"as it starts": {}, "fast": dict(r=1.2), "much": dict(start=1e4)},
    )
    shown = lab.compare({"first": "cells at 0", "last": "cells at end"})
    for label, scene in lab.scenes.items():
        run = lab.run(**scene)
        assert shown.rows[label] == [say(run["cells"][i]) for i in (0, -1)]
    some = lab.compare(["cells at 0"], ["much", "as it starts"])
    assert some.columns == ["Cells, day 0 (cells)"]
    assert list(some.rows) == ["much", "as it starts"]


def test_of_a_few_dozen_cells_no_tenth_is_told(model):
    lab = Explorer(model, ["start"], [["cells"]], readouts=["cells at 0"])
    told = [lab.compare(["cells at 0"], ["x"]) for lab in dozens(model)]
    assert [one.rows["x"] for one in told] == [["26"], ["8.60"], ["860"]]
    assert lab.table()["Cells, day 0"] == "2,000 cells"


def dozens(model):
    for start in (12.9, 4.3, 430):
        few = model.edit(start=start)
        yield Explorer(few, ["r"], [["cells"]], scenes={"x": {}})


def test_a_scene_that_is_none_is_refused_with_the_nearest(model):
    lab = Explorer(model, ["r"], [["cells"]], scenes={"fast": dict(r=1.2)})
    with pytest.raises(ValueError, match="no scene “fsat” here: did you mean fast?"):
        lab.compare(["peak cells"], ["fsat"])
    with pytest.raises(ValueError, match="write scenes=\\[“fast”\\]"):
        lab.compare(["peak cells"], "fast")


def test_a_slider_that_could_not_act_is_refused(model):
    refused(model, "day acts only where drug is not 0", sliders=["day"])
    Explorer(model, sliders=["day"], panels=[["cells"]], start=dict(drug=1))
    Explorer(model, sliders=["day", "drug"], panels=[["cells"]])


def test_an_explorer_may_start_elsewhere(model):
    lab = Explorer(model, ["r"], [["cells"]], start=dict(start=10, r=1.2))
    assert lab.values == {"r": 1.2}
    assert lab.run()["cells"][0] == 20


def test_a_start_and_a_scene_of_many_digits_are_one_number_everywhere(model):
    many, start = 12345.678901, dict(start=12345.678901, r=0.123456789e1)
    lab = Explorer(
        model, ["start", "r"], [["cells"]], start=start, scenes={"a": dict(start=many)}
    )
    assert lab.values == {"start": 12345.7, "r": 1.23457}
    assert lab.start == lab.values
    assert {name: lab.reference[name] for name in start} == lab.values
    assert lab.picture.spec["start"] == lab.values
    assert lab.picture.spec["scenes"] == {"a": {"start": 12345.7}}


def test_a_cohort_does_not_disturb_the_next_run(lab):
    said = repr(lab)
    assert lab.run(r=np.array([0.5, 1]))["cells"].shape == (281, 2)
    assert lab.run(r=np.array([0.5, 1, 1.2]))["cells"].shape == (281, 3)
    assert repr(lab) == said
    assert lab.run() is lab.run()


def test_a_peak_at_the_very_end_is_said_as_not_yet_reached(model):
    lab = Explorer(
        model,
        ["r"],
        [["cells"]],
        {"Peak": "time of peak cells"},
        says="on {time of peak cells}, {time of peak cells:bare}",
    )
    assert repr(lab) == "on day 10 or later, 10 or later"
    assert lab.table()["Peak"] == "day 10 or later"


def test_each_kind_of_parameter_gets_its_ipywidgets_control(lab):
    kinds = {name: type(made) for name, made in lab.sliders.items()}
    assert kinds == {
        "start": widgets.FloatLogSlider,
        "r": widgets.FloatSlider,
        "drug": widgets.Checkbox,
        "day": widgets.FloatSlider,
        "medium": widgets.Dropdown,
        "flasks": widgets.IntSlider,
        "crowd": widgets.FloatSlider,
    }


def test_every_control_is_linked_to_the_picture_in_the_front_end(lab):
    links = {link.target[1]: link.source for link in lab.links}
    assert links == {
        f"value_{name}": (made, "index" if name == "medium" else "value")
        for name, made in lab.sliders.items()
    }
    assert all(link.target[0] is lab.picture for link in lab.links)


def test_controls_and_picture_start_at_the_same_values(lab):
    for link in lab.links:
        (source, trait), (picture, name) = link.source, link.target
        assert getattr(picture, name) == getattr(source, trait)


def test_python_sees_where_the_sliders_stand(lab):
    lab.sliders["r"].value = 0.5
    lab.sliders["medium"].index = 0
    lab.sliders["drug"].value = True
    lab.sliders["start"].value = 2e5
    assert lab.values == {
        "start": 2e5,
        "r": 0.5,
        "drug": 1,
        "day": 3,
        "medium": 0.5,
        "flasks": 2,
        "crowd": 0,
    }
    assert lab.run()["cells"][0] == 4e5
    assert lab.run(start=10)["cells"][0] == 20


def test_the_repr_says_what_the_readouts_give(lab):
    table = lab.table()
    at_end, enough = table["At the end"], table["Enough"]
    assert repr(lab) == f"{at_end} on day 10, enough on {enough}."
    assert at_end == "1.51 × 10⁷ cells"
    lab.sliders["r"].value = 0.2
    assert repr(lab) == "14,800 cells on day 10, enough on never."


def test_an_explorer_without_words_says_the_peaks_of_what_it_draws(model):
    lab = Explorer(model, ["r"], [["cells"], ["share"]])
    assert repr(lab) == "Cells, peak: 1.51 × 10⁷ cells; Share, peak: 1.00."


def test_numbers_can_be_said_without_their_unit(model):
    lab = Explorer(model, ["r"], [["cells"]], says="{cells at 0:bare} at first")
    assert repr(lab) == "2,000 at first"


def test_a_notebook_gets_widget_picture_and_sentence(lab):
    bundle = lab._repr_mimebundle_()
    assert bundle["text/plain"] == repr(lab)
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == lab.model_id
    assert bundle["image/png"].startswith("iVBOR")


def test_the_figure_names_both_axes_of_every_panel(lab):
    figure = lab.figure()
    labels = [(axes.get_xlabel(), axes.get_ylabel()) for axes in figure.axes]
    assert labels == [
        ("time (days)", "Cells (cells)"),
        ("time (days)", "Share"),
        ("Growth (per day)", "Cells, day 10 (cells)"),
    ]


def test_curves_differ_in_more_than_color():
    looks = ["car", "memory", "tumor", "tumor-neg", "il6-signal", "ifn", "bcell", "mac"]
    assert len({str(line(look)) for look in looks}) == len(looks)


def test_days_cut_the_time_axis(model):
    lab = Explorer(model, ["r"], [["cells"]], ["cells at end"], days=4)
    assert lab.run().t[-1] == 4
    assert lab.readouts[0]["label"] == "Cells, day 4"


def test_course_and_table_read_their_outputs(model):
    course = TimeCourse(["cells"], title="Growth", bands={(1, 10): "few"}).spec(model)
    assert course["title"] == "Growth" and course["unit"] == "cells"
    assert course["bands"] == [{"low": 1, "high": 10, "label": "few"}]
    assert Table("peak cells").spec(model)["readouts"][0]["unit"] == "cells"


def test_no_word_of_one_therapy_stands_below_the_models():
    found = []
    for folder in ("explorer", "language", "solve"):
        for path in sorted((assemble.ROOT / folder).rglob("*")):
            if path.suffix not in (".py", ".js", ".css") or path.name == "tokens.css":
                continue
            for line_ in path.read_text("utf-8").splitlines():
                if path.parent.name != "uplot" and OF_ONE_THERAPY.search(line_):
                    found.append(f"{path.name}: {line_.strip()}")
    assert not found, "tokens.css maps roles to characters; models name them"


def test_a_token_means_the_same_whatever_comments_stand_around_it():
    assert tokens()["page"] == "#fcfbfd"
    assert tokens()["muted"] == "#635a76", "not the one for more contrast"
    assert tokens()["fail"] == tokens()["tumor"] == "#bb2f66", "not the dark one"
    dark = tokens("dark")
    assert dark["page"] == "#15121d" and dark["muted"] == "#aba2bf"
    assert dark["fail"] == dark["tumor"] == "#e5607c"
