"""The one interactive widget of the course. Knows models, but no medicine."""

from .checklist import Check, Checklist
from .comparison import Comparison
from .contour import Contour
from .explorer import Explorer
from .grades import Grades
from .histogram import Histogram, Published
from .panels import Course, Points, Stacked, Sweep, Table, Views
from .picture import Picture
from .predict import Predict

__all__ = [
    "Check",
    "Checklist",
    "Comparison",
    "Contour",
    "Course",
    "Explorer",
    "Grades",
    "Histogram",
    "Picture",
    "Points",
    "Predict",
    "Published",
    "Stacked",
    "Sweep",
    "Table",
    "Views",
]
