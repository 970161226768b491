"""One ipywidgets control per parameter, made from what the model declares."""

import math

import ipywidgets as widgets
import traitlets

from .reading import refuse_text

NAMES = "names of parameters"


def control(name, parameter, value):
    """Return the control of a parameter, set to `value`.

    Sliders of numbers have no step of their own: theirs would move a default that is
    not on their grid. The explorer rounds what a handle says (values.py).
    """
    low, high = parameter.range
    shared = {"description": parameter.label or parameter.about}
    if parameter.kind == "switch":
        made = widgets.Checkbox(value=bool(value), indent=False, **shared)
    elif parameter.kind == "choice":
        options = list(parameter.choices)
        index = list(parameter.choices.values()).index(value)
        made = widgets.Dropdown(options=options, index=index, **shared)
    elif parameter.kind == "whole":
        made = widgets.IntSlider(
            value=int(value), min=int(low), max=int(high), **shared
        )
    else:
        shared |= {"value": value, "step": None, "readout_format": ".6g"}
        if parameter.scale == "log":
            ends = {"min": math.log10(low), "max": math.log10(high)}
            made = widgets.FloatLogSlider(base=10, **ends, **shared)
        else:
            made = widgets.FloatSlider(min=low, max=high, **shared)
    made.add_class("v2v-control").add_class(f"v2v-p-{name}")
    return made


def linked_trait(made):
    """Return the name of the trait that carries a control's value to the picture."""
    return "index" if isinstance(made, widgets.Dropdown) else "value"


def picture_trait(parameter, value):
    """Return the trait of the picture that a parameter's control is linked to."""
    if parameter.kind == "switch":
        return traitlets.Bool(bool(value)).tag(sync=True)
    if parameter.kind == "choice":
        index = list(parameter.choices.values()).index(value)
        return traitlets.Int(index).tag(sync=True)
    return traitlets.Float(float(value)).tag(sync=True)


def groups_of(sliders):
    """Return {legend: [names]} of sliders as an author writes them, one group or many.

    A list is one group without a legend.
    """
    refuse_text(sliders, "sliders", NAMES)
    if not isinstance(sliders, dict):
        return {"": list(sliders)}
    for legend, names in sliders.items():
        refuse_text(names, f"sliders[“{legend}”]", NAMES)
    return {legend: list(names) for legend, names in sliders.items()}


def column(sliders, groups):
    """Return the box of all controls, in their groups."""
    boxes = [
        group(legend, [sliders[name] for name in names])
        for legend, names in groups.items()
        if names
    ]
    return widgets.VBox(boxes).add_class("v2v-controls")


def group(legend, made):
    title = [widgets.Label(legend).add_class("v2v-group-name")] if legend else []
    return widgets.VBox([*title, *made]).add_class("v2v-group")
