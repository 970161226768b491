"""Models and explorers of Vein to Vein, an executable course in CAR T-cell therapy."""

from .explorer import Comparison, Course, Explorer, Predict, Sweep, Table
from .language import Dose, Model, Output, Parameter, State

__all__ = [
    "Comparison",
    "Course",
    "Dose",
    "Explorer",
    "Model",
    "Output",
    "Parameter",
    "Predict",
    "State",
    "Sweep",
    "Table",
]
