"""The half of an explorer that runs the model on the page and draws it."""

import anywidget
from traitlets import Dict

from .assemble import module, stylesheet


class Picture(anywidget.AnyWidget):
    """Draws the model of `spec`; one trait `value_NAME` per slider, linked to it.

    Everything is computed in JavaScript (explorer.js), so that it works without Python.
    """

    _esm = module()
    _css = stylesheet()

    spec = Dict().tag(sync=True)  # what to show, plain JSON: see Explorer

    def __repr__(self):
        return f"Picture of {self.spec.get('title', 'nothing')}"
