"""What makes the widgets of a page without a kernel: tests/explorer serves its pages with it, too."""

import json
import re
from importlib.metadata import files
from pathlib import Path

import ipywidgets as widgets
import live_widgets
import pytest
import widget_state
from ipywidgets.embed import embed_data

from explorer.conftest import make_lab, make_model
from watched import Watched


def page_of(shown, state):
    views = "".join(
        f"<div>{live_widgets.data_element(view, type=widget_state.VIEW)}</div>"
        for view in shown
    )
    held = live_widgets.data_element(state, type=widget_state.STATE)
    return (
        f"<!doctype html><title>Widgets</title><main>{views}</main>{held}"
        f"<script>{live_widgets.manager_script()}</script>"
    )


@pytest.fixture
def shown(browser, tmp_path):
    """Show widgets as a page of the book does; the Watched that opened the page."""
    watched = Watched(browser)

    def show(*made):
        data = embed_data(views=list(made), drop_defaults=False)
        path = tmp_path / "page.html"
        path.write_text(page_of(data["view_specs"], data["manager_state"]), "utf-8")
        watched.open(path.as_uri())
        watched.pages[0].wait_for_function("document.querySelector('main div div')")
        return watched

    yield show
    watched.close()


def test_two_controls_that_are_linked_say_the_same(shown):
    one = widgets.IntSlider(value=3, min=0, max=10, description="Doses")
    other = widgets.FloatSlider(value=3, min=0, max=10, description="The same")
    one.link = widgets.jslink((one, "value"), (other, "value"))
    watched = shown(one, other)
    page = watched.pages[0]
    page.locator(".noUi-handle").first.press("End")
    now = page.locator(".noUi-handle").evaluate_all(
        "(all) => all.map((one) => Number(one.getAttribute('aria-valuenow')))"
    )
    assert now == [10, 10] and watched.told() == []


def test_of_two_linked_controls_the_first_says_where_both_begin(shown):
    one, other = widgets.IntSlider(value=7), widgets.FloatSlider(value=3)
    one.link = widgets.jslink((one, "value"), (other, "value"))
    page = shown(one, other).pages[0]
    now = page.locator(".noUi-handle").evaluate_all(
        "(all) => all.map((one) => Number(one.getAttribute('aria-valuenow')))"
    )
    assert now == [7, 7]


def test_the_build_names_every_widget_that_the_page_cannot_show():
    """What the page makes stands in its script, and what the build lets pass in its own list."""
    script = (live_widgets.MANAGER / "manager.js").read_text("utf-8")
    made = set(re.findall(r"^    (\w+Model)\b", script, re.MULTILINE))
    assert made == widget_state.KNOWN
    state = embed_data(views=[widgets.ColorPicker()])["manager_state"]
    widget_state.leave_out_what_no_page_reads(state)
    assert widget_state.unknown(state) == {"ColorPickerModel"}


def test_an_explorer_alone_has_its_controls_and_links_and_nothing_else():
    lab, slider = make_lab(make_model()), widgets.FloatSlider()
    slider.link = widgets.jslink(
        (slider, "value"), (next(iter(lab.sliders.values())), "value")
    )
    state = embed_data(views=[slider, lab])["manager_state"]
    part = widget_state.alone(state, lab.model_id)["state"]
    kinds = [one["model_name"] for one in part.values()]
    assert kinds.count("LinkModel") == len(lab.names)
    assert slider.model_id not in part and lab.picture.model_id in part


def test_a_widget_that_a_page_cannot_show_is_named_and_takes_no_other_along(shown):
    watched = shown(
        widgets.ColorPicker(), widgets.IntSlider(value=3, description="Doses")
    )
    page = watched.pages[0]
    page.locator(".noUi-handle").wait_for(state="attached")
    (fault,) = watched.told()
    assert "cannot show the widget ColorPickerModel" in fault
    assert "Doses" in page.inner_text("main")


def test_what_a_page_leaves_out_of_the_state_no_widget_misses(shown, browser):
    """The same parts, whether of the whole state or of what the build leaves of it."""
    lab = make_lab(make_model())
    data = embed_data(views=[lab.children[0]], drop_defaults=False)
    whole, lean = data["manager_state"], json.loads(json.dumps(data["manager_state"]))
    for one in [*whole["state"].values(), *lean["state"].values()]:
        one["state"].pop("_esm", None)
    widget_state.leave_out_what_no_page_reads(lean)
    page = browser.new_page()
    made = []
    for state in (whole, lean):
        page.set_content(page_of(data["view_specs"], state))
        page.wait_for_function("document.querySelector('.noUi-handle, .v2v-control')")
        made.append(page.inner_html(".widget-subarea"))
    page.close()
    assert made[0] == made[1] and made[0].count(" v2v-p-") == len(lab.names)
    assert len(json.dumps(lean)) < 0.5 * len(json.dumps(whole))


def test_the_slider_is_the_one_that_ipywidgets_has_in_a_notebook():
    (told,) = [
        path
        for path in files("jupyterlab_widgets")
        if path.name == "third-party-licenses.json"
    ]
    packages = json.loads(Path(told.locate()).read_text("utf-8"))["packages"]
    (version,) = [one["versionInfo"] for one in packages if one["name"] == "nouislider"]
    assert live_widgets.SLIDER.name == f"nouislider-{version}"


def test_the_sliders_license_is_beside_it_on_the_site(site):
    told = (site / "_static" / "nouislider.LICENSE.txt").read_text("utf-8")
    assert "MIT License" in told and "Gersen" in told
    script = (site / "_static" / "manager.js").read_text("utf-8")
    assert "nouislider.LICENSE.txt" in script.splitlines()[0]
