"""Models and explorers of Vein to Vein, an executable course in CAR T-cell therapy."""

from .explorer import (
    Check,
    Checklist,
    Comparison,
    Contour,
    Course,
    Explorer,
    Grades,
    Histogram,
    Points,
    Predict,
    Stacked,
    Sweep,
    Table,
)
from .language import Chain, Dose, Mark, Model, Output, Parameter, State

__all__ = [
    "Chain",
    "Check",
    "Checklist",
    "Comparison",
    "Contour",
    "Course",
    "Dose",
    "Explorer",
    "Grades",
    "Histogram",
    "Mark",
    "Model",
    "Output",
    "Parameter",
    "Points",
    "Predict",
    "Stacked",
    "State",
    "Sweep",
    "Table",
]
