"""What a model is: declared in Python, said in JavaScript and LaTeX. No medicine."""

from .chain import Chain
from .declaration import (
    Dose,
    Event,
    Mark,
    Output,
    Parameter,
    State,
    assumed,
    derived,
    published,
)
from .errors import LanguageError
from .functions import exp, log, log10, maximum, minimum, sqrt, tanh, where
from .model import Model
from .population import Population, always, log_uniform, lognormal, normal, uniform
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
    "Population",
    "Run",
    "State",
    "always",
    "assumed",
    "derived",
    "exp",
    "log",
    "log10",
    "log_uniform",
    "lognormal",
    "maximum",
    "minimum",
    "normal",
    "published",
    "sqrt",
    "tanh",
    "uniform",
    "where",
]
