"""What a model is: declared in Python, said in JavaScript and LaTeX. No medicine."""

from .chain import Chain
from .declaration import (
    Dose,
    Mark,
    Output,
    Parameter,
    State,
    assumed,
    derived,
    published,
)
from .functions import exp, log, log10, maximum, minimum, sqrt, tanh, where
from .grammar import LanguageError
from .model import Model
from .run import Run

__all__ = [
    "Chain",
    "Dose",
    "LanguageError",
    "Mark",
    "Model",
    "Output",
    "Parameter",
    "Run",
    "State",
    "assumed",
    "derived",
    "exp",
    "log",
    "log10",
    "maximum",
    "minimum",
    "published",
    "sqrt",
    "tanh",
    "where",
]
