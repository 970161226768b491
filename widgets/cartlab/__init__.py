"""Models and explorers of Vein to Vein, an executable course in CAR T-cell therapy."""

from .explorer import Comparison, Explorer, Predict, panels
from .explorer.panels import *  # noqa: F403
from .language import Chain, Dose, Event, Mark, Model, Output, Parameter, State

__all__ = [
    "Chain",
    "Comparison",
    "Dose",
    "Event",
    "Explorer",
    "Mark",
    "Model",
    "Output",
    "Parameter",
    "Predict",
    "State",
    *panels.__all__,
]
