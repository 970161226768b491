"""Tasks: questions that the model answers, checked on the page and in a notebook."""

from .kinds.choice import Choice
from .kinds.draw import Curve, Draw, Unlimited
from .kinds.number import Number
from .kinds.order import Order
from .kinds.reach import Reach
from .quantity import highest, log2, log10, lowest, read, setting
from .task import Feedback, Task

__all__ = [
    "Choice",
    "Curve",
    "Draw",
    "Feedback",
    "Number",
    "Order",
    "Reach",
    "Task",
    "Unlimited",
    "highest",
    "log2",
    "log10",
    "lowest",
    "read",
    "setting",
]
