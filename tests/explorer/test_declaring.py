"""What an author may ask of an explorer, and what is refused in words."""

import ipywidgets as widgets
import pytest

from cartlab import Course, Explorer, Sweep, Table
from cartlab.explorer.palette import line


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


def test_an_unknown_output_is_refused_with_the_nearest_name(model):
    refused(model, "cell is not an output", "did you mean cells?", panels=[["cell"]])


def test_a_panel_without_brackets_is_refused(model):
    refused(model, "a panel is a list", panels=["cells"])


def test_two_units_in_one_panel_are_refused(model):
    refused(model, "one unit", "share (1)", panels=[["cells", "share"]])


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


def test_a_group_of_an_unknown_slider_is_refused(model):
    refused(model, "group “All”: start has no slider", groups={"All": ["start"]})


def test_a_slider_that_could_not_act_is_refused(model):
    refused(model, "day acts only where drug is not 0", sliders=["day"])
    Explorer(model, sliders=["day"], panels=[["cells"]], start=dict(drug=1))
    Explorer(model, sliders=["day", "drug"], panels=[["cells"]])


def test_an_explorer_may_start_elsewhere(model):
    lab = Explorer(model, ["r"], [["cells"]], start=dict(start=10, r=1.2))
    assert lab.values == {"r": 1.2}
    assert lab.run()["cells"][0] == 20


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
    course = Course(["cells"], title="Growth", bands={(1, 10): "few"}).spec(model)
    assert course["title"] == "Growth" and course["unit"] == "cells"
    assert course["bands"] == [{"low": 1, "high": 10, "label": "few"}]
    assert Table("peak cells").spec(model)["readouts"][0]["unit"] == "cells"
