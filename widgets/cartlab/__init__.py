"""Models and explorers of Vein to Vein, an executable course in CAR T-cell therapy."""

from .language import Dose, Model, Output, Parameter, State

__all__ = ["Dose", "Model", "Output", "Parameter", "State"]
