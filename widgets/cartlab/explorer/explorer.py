"""A model under sliders: one widget for every lesson."""

import base64
from html import escape

import ipywidgets as widgets
import numpy as np

from cartlab.language.names import nearest, no_such
from cartlab.solve import SLIDERS, STORED

from . import still
from .comparison import Comparison
from .controls import column, control, groups_of, linked_trait, picture_trait
from .palette import check_looks
from .panels import kind_of, panel_specs
from .picture import Picture
from .reading import (
    Sentence,
    all_readouts,
    refuse_text,
    shown_unit,
    speak,
    template_of,
)
from .values import step_of, tidy, written


class Explorer(widgets.Box):
    """Move a parameter, see the curves follow. The sliders are ipywidgets.

    For example, of a model with a parameter r and an output cells:

        lab = Explorer(model, sliders=["r"], panels=[["cells"]], readouts=["peak cells"])
        lab                             # sliders and curves
        lab.values                      # where the sliders stand
        lab.sliders["r"].value = 0.5    # moves one
        lab.run()["cells"].max()        # the numbers behind the curves
        lab.table(), lab.figure()       # readouts, and the picture for print

    model: a Model or a Chain of cartlab.language. sliders: names of parameters that get a control,
    or {legend: [names]} for groups; the order written is the order seen.
    panels: lists of outputs (time courses), or objects of the classes in panels/, such as Sweep.
    readouts: texts such as "peak cells", or {label: text}.
    says: the sentence below, with readouts in braces. scenes: {label: {parameter: value}}; a scene
    starts from where the explorer starts, so that {} is the start itself.
    days: length of the (last model's) time axis. start: {parameter: value}, where the explorer
    starts instead of the model's defaults.
    """

    def __init__(
        self,
        model,
        sliders,
        panels,
        readouts=(),
        title="",
        says="",
        scenes=None,
        days=None,
        start=None,
    ):
        if days is not None and not 0 < days < float("inf"):
            raise ValueError(
                f"days = {days:g}: choose a length above 0, or leave days out for the "
                f"model's own {model.t_end:g} {model.time}s"
            )
        model = self.model = model.edit(t_end=days) if days else model
        groups = groups_of(sliders)
        self.names = [name for names in groups.values() for name in names]
        start = start or {}
        check_looks(model.outputs)
        self._check_names(groups, start)
        self.steps = {name: step_of(model.parameters[name]) for name in self.names}
        self.start = self._start(start)
        self.reference = model.values(**self.start)
        self._check_needs()
        self.panels = panel_specs(panels, model)
        self._check_varied()
        self.readouts = all_readouts(readouts, model)
        told = self.readouts or [
            one
            for panel in self.panels
            for one in kind_of(panel).readouts(panel, model)
        ]
        self.sentence = Sentence(says or template_of(told), model)
        self.scenes = self._scenes(scenes or {})
        self.sliders = {
            name: control(name, model.parameters[name], self.reference[name])
            for name in self.names
        }
        self.picture = Picture(spec=self._spec(title or model.title))
        self._link()
        self._last_values = self._last_run = None  # one display asks for one run thrice
        self.runs = {}  # what was run for questions about it: the next one may ask again
        controls = column(self.sliders, groups)
        super().__init__([controls, self.picture])
        self.add_class("v2v-explorer")

    # What the author asked for, checked.

    def _check_names(self, groups, start):
        asked = [
            (f"group “{legend}”: " if legend else "", name)
            for legend, names in groups.items()
            for name in names
        ]
        for where, name in [*asked, *(("start: ", name) for name in start)]:
            known = self.model.parameters
            if name not in known:
                what, whose = "a parameter", self.model.title
                raise ValueError(where + no_such(name, what, whose, known))
        twice = {name for name in self.names if self.names.count(name) > 1}
        if twice:
            raise ValueError(
                f"two sliders for {', '.join(sorted(twice))}: name each once"
            )

    def _start(self, start):
        for name, value in start.items():
            if np.ndim(value):
                raise ValueError(f"start: {name} takes one number, not several")
            self.model.parameters[name].check(value, f"start: {name}")
        return {name: self.as_written(name, value) for name, value in start.items()}

    def as_written(self, name, value):
        """Return a number that the author gave as its slider can say it."""
        if name not in self.names or self.model.parameters[name].kind != "number":
            return value
        return written(value, self.model.parameters[name], self.steps[name])

    def _check_needs(self):
        """Refuse a slider that could not act here, wherever it stands."""
        for name in self.names:
            other = self.model.parameters[name].needs
            if other and other not in self.names and not self.reference[other]:
                raise ValueError(
                    f"{name} acts only where {other} is not 0: give {other} a slider "
                    f"too, or start={{“{other}”: …}}"
                )

    def _check_varied(self):
        """Refuse a slider for what differs inside a panel anyway."""
        for panel in self.panels:
            kind = kind_of(panel)
            both = sorted(set(kind.varies(panel)) & set(self.names))
            if both:
                raise ValueError(
                    f"{', '.join(both)}: each case of the {kind.__name__} has a value of "
                    "its own; leave the slider out"
                )

    def _slider(self, name, where):
        if name not in self.names:
            close = nearest(name, self.names)
            raise ValueError(f"{where}: {name} has no slider here: {close}")
        return name

    def _scenes(self, scenes):
        for label, values in scenes.items():
            for name, value in values.items():
                self._slider(name, f"scene “{label}”")
                self.model.parameters[name].check(value, f"scene “{label}”: {name}")
        return {
            label: {
                name: self.as_written(name, value) for name, value in values.items()
            }
            for label, values in scenes.items()
        }

    def _spec(self, title):
        return {
            "model": self.model.spec(),
            "title": title,
            "sliders": self.names,
            "steps": self.steps,
            "units": self._units(),
            "start": self.start,
            "panels": self.panels,
            "readouts": self.readouts,
            "says": self.sentence.parts,
            "scenes": self.scenes,
            "tolerances": {"moving": SLIDERS, "resting": STORED},
        }

    def _units(self):
        axes = {name for panel in self.panels for name in kind_of(panel).along(panel)}
        shown = [*self.names, *sorted(axes - set(self.names))]
        parameters = self.model.parameters
        return {name: shown_unit(parameters[name].unit) for name in shown}

    def _link(self):
        parameters = self.model.parameters
        self.picture.add_traits(
            **{
                f"value_{name}": picture_trait(parameters[name], self.reference[name])
                for name in self.names
            }
        )
        self.links = [
            widgets.jslink((made, linked_trait(made)), (self.picture, f"value_{name}"))
            for name, made in self.sliders.items()
        ]

    # Where the sliders stand, and what the model says there.

    @property
    def values(self):
        """The sliders' values {parameter: number}, as the model takes them."""
        return {name: self._value(name) for name in self.names}

    @values.setter
    def values(self, _):
        name = next(iter(self.names), "name")
        raise AttributeError(
            "the sliders are moved one by one: write, for example, "
            f"lab.sliders[“{name}”].value = …"
        )

    def __dir__(self):
        """What Tab offers: an explorer's own names, and not those of every widget."""
        return sorted(n for n in {*vars(type(self)), *vars(self)} if n[0] != "_")

    def _value(self, name):
        parameter, made = self.model.parameters[name], self.sliders[name]
        if parameter.kind == "choice":
            return list(parameter.choices.values())[made.index]
        if parameter.kind in ("switch", "whole"):
            return float(made.value)
        return tidy(made.value, parameter, self.steps[name])

    def run(self, **changes):
        """Return the Run of the model where the sliders stand, `changes` put in."""
        values = {**self.start, **self.values}
        if changes:
            return self._simulate(values | changes)
        if values != self._last_values:
            self._last_run, self._last_values = self._simulate(values), values
        return self._last_run

    def _simulate(self, values):
        return self.model.simulate(rtol=STORED, **values)

    def table(self):
        """Return the readouts where the sliders stand, as a small table."""
        run = self.run()
        rows = {one["label"]: speak(one, run) for one in self.readouts}
        for panel in self.panels:
            rows |= kind_of(panel).rows(panel, run)
        return Readings(rows)

    def compare(self, readouts, scenes=None):
        """Return a Comparison of this explorer's scenes: one row a scene.

        readouts: as for the explorer itself. scenes: labels, in the order of the rows;
        without them all scenes in their order.
        """
        if scenes is not None:
            refuse_text(scenes, "scenes", "labels")
        labels = list(self.scenes) if scenes is None else scenes
        for label in labels:
            if label not in self.scenes:
                close = nearest(label, self.scenes)
                raise ValueError(f"there is no scene “{label}” here: {close}")
        cases = {label: {**self.start, **self.scenes[label]} for label in labels}
        return Comparison(self.model, cases, readouts)

    def figure(self):
        """Return the picture as a matplotlib figure, for print and for exercises."""
        if not still.draws(self.panels):
            raise ValueError("this explorer has tables only: read them with table()")
        return still.draw(self.panels, self.model, self.run())

    def __repr__(self):
        return self.sentence.say(self.run())

    def _repr_mimebundle_(self, **kwargs):
        bundle = super()._repr_mimebundle_(**kwargs) | {"text/plain": repr(self)}
        if still.draws(self.panels):
            bundle["image/png"] = base64.b64encode(self.figure()._repr_png_()).decode()
        return bundle


class Readings:
    """Readouts by label, each with its number and unit."""

    def __init__(self, rows):
        self.rows = rows

    def __getitem__(self, label):
        return self.rows[label]

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row">{escape(label)}</th><td>{escape(text)}</td></tr>'
            for label, text in self.rows.items()
        )
        return f'<table class="v2v-table"><tbody>{rows}</tbody></table>'

    def __repr__(self):
        return "\n".join(f"{label}: {text}" for label, text in self.rows.items())
