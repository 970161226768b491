"""What a kind of panel keeps: the contract of its Python half. The page's is in panel.js."""

import math
from typing import NamedTuple

CURVES = 1e-9  # relative: what comes from the run itself is as exact on the page
MANY_RUNS = 1e-3  # relative: many runs are followed at the sliders' tolerance


class Frame(NamedTuple):
    """The frame of a plot as the page shows it: (low, high) of both axes."""

    x: tuple
    y: tuple
    main: bool


class Panel:
    """A kind of panel: a subclass in a folder of its own, panels/KIND/__init__.py.

    The folder is found by itself, gives the kind its name, and holds its JavaScript
    (KIND.js) and its style (KIND.css, if it needs one) as well. The author of a lesson
    makes an object of the class; it becomes one or more specs, plain JSON for the page.
    All else is asked of the class with a spec, so that it works on what the page got.

    1. spec(model): return the spec without its "kind"; it has a "title". A list
       "outputs" says that the panel stands on the time axis of these outputs: its
       pointer then moves with those of the other such panels; "view" makes it one of
       several, see Views. Refuse in words what cannot be shown. One author's panel that becomes several writes
       specs(model) instead.
    2. along(spec): names of the parameters that its axes go along.
    3. varies(spec): names of the parameters that differ inside the panel, from one
       virtual case to the next: no slider may have them.
    4. readouts(spec, model): what the plain sentence of an explorer says of it.
    5. rows(spec, run): what table() says of it, {label: text}.
    6. arrays(spec, model, run): the truth, {series: (x, values)}, NaN for a gap: the
       stored picture draws it, and the page's arrays() must be the same.
    7. painted(spec, model, run, frame): what is seen beside the curves, as rows
       (paint, label, [numbers]): phases, bands, rings, marks, a verdict's words. The
       page works its own out from what its pen was given. frame: what the axes of the
       page's plot span and whether it is the main one, see Frame; None where there is none.
       A number of its own that a panel cannot know is NaN.
    8. tolerance: how near the page's numbers must be, relative.
    9. draw(axes, spec, model, run): draw it for the stored picture; None where the panel
       is words only.
    """

    tolerance = CURVES
    draw = None

    def __init_subclass__(cls):
        cls.kind = cls.__module__.rpartition(".")[2]

    def spec(self, model):
        raise NotImplementedError(f"{type(self).__name__} needs spec(model)")

    def specs(self, model):
        """Return all specs that the author's panel becomes, as plain JSON."""
        return [{"kind": self.kind} | self.spec(model)]

    @staticmethod
    def along(spec):
        return []

    @staticmethod
    def varies(spec):
        return []

    @staticmethod
    def readouts(spec, model):
        return []

    @staticmethod
    def rows(spec, run):
        return {}

    @staticmethod
    def arrays(spec, model, run):
        return {}

    @staticmethod
    def painted(spec, model, run, frame):
        return []


def frame_row(x_scale, x, y_scale, y=(math.nan, math.nan)):
    """Return the row of a plot's frame; a linear upper end grows as it must: NaN."""
    return ("frame", f"{x_scale} across, {y_scale} upward", [*x, *y])
