"""What a model is: declared in Python, said in JavaScript and LaTeX. No medicine."""

from .declaration import Dose, Output, Parameter, State
from .functions import exp, log, log10, maximum, minimum, sqrt, tanh, where
from .grammar import LanguageError
from .model import Model, Run

__all__ = [
    "Dose",
    "LanguageError",
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
