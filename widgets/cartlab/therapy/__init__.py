"""The stages of the therapy, a module or a package each. Uses the model language only."""

from importlib import import_module
from pkgutil import iter_modules

from cartlab.language import Chain, Model, Population


def models():
    """Return every model of the course, {"module.name": Model}.

    Tests and generated pages go through this list, so that a new model is checked and
    shown without being named again.
    """
    return dict(declared(Model))


def chains():
    """Return every chain of models of the course, {"module.name": Chain}."""
    return dict(declared(Chain))


def populations():
    """Return every population of the course, {"module.name": Population}."""
    return dict(declared(Population))


def declared(kind):
    """Yield ("module.name", value) for what modules and packages declare of a kind.

    A module that uses another's models imports that module, so each is found once; a
    package declares them in its `__init__`.
    """
    for module in iter_modules(__path__):
        names = vars(import_module(f"{__name__}.{module.name}"))
        for name, value in names.items():
            if isinstance(value, kind):
                yield f"{module.name}.{name}", value
