"""The stages of the therapy, one module each. Uses the model language only."""

from importlib import import_module
from pkgutil import iter_modules

from cartlab.language import Model


def models():
    """Return every model of the course, {"module.name": Model}.

    Tests and generated pages go through this list, so that a new model is checked and
    shown without being named again.
    """
    found = {}
    for module in iter_modules(__path__):
        names = vars(import_module(f"{__name__}.{module.name}"))
        for name, value in names.items():
            if isinstance(value, Model):
                found[f"{module.name}.{name}"] = value
    return found
