"""The one interactive widget of the course. Knows models, but no medicine."""

from . import panels
from .comparison import Comparison
from .explorer import Explorer
from .panels import *  # noqa: F403
from .picture import Picture
from .predict import Predict

__all__ = ["Comparison", "Explorer", "Picture", "Predict", *panels.__all__]
