"""What a model is: declared in Python, said in JavaScript and LaTeX. No medicine."""

from .chain import Chain
from .declaration import Dose, Event, Mark, Output, Parameter, State
from .errors import LanguageError
from .functions import exp, log, log10, maximum, minimum, sqrt, tanh, where
from .model import Model
from .run import Run

__all__ = [
    "Chain",
    "Dose",
    "Event",
    "LanguageError",
    "Mark",
    "Model",
    "Output",
    "Parameter",
    "Run",
    "State",
    "exp",
    "log",
    "log10",
    "maximum",
    "minimum",
    "sqrt",
    "tanh",
    "where",
]
