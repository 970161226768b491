"""The kinds of panel, one folder each. A folder is found by itself: nothing names it.

What the folders export (`__all__`) is exported here, and by the package.
"""

from importlib import import_module
from pkgutil import iter_modules

from cartlab.explorer.panel import Panel

PLAIN = "time_course"  # what a plain list of outputs means


def folders():
    """Yield (kind, module, class) of every folder; refuse one that holds no panel."""
    for folder in iter_modules(__path__):
        module = import_module(f"{__name__}.{folder.name}")
        own = [
            one
            for one in vars(module).values()
            if isinstance(one, type)
            and issubclass(one, Panel)
            and one.__module__ == module.__name__
        ]
        if len(own) != 1:
            raise TypeError(
                f"panels/{folder.name} holds {len(own)} subclasses of Panel: one folder "
                "is one kind, with one class"
            )
        yield folder.name, module, own[0]


FOUND = tuple(folders())
KINDS = {kind: one for kind, _, one in FOUND}
EXPORTED = {
    name: vars(module)[name] for _, module, _ in FOUND for name in module.__all__
}
globals().update(EXPORTED)
__all__ = sorted(EXPORTED)


def kind_of(spec):
    """Return the class that a spec comes from."""
    return KINDS[spec["kind"]]


def panel_specs(panels, model):
    """Return the panels of an explorer as plain JSON."""
    if not isinstance(panels, (list, tuple)) or not panels:
        name = next(iter(model.outputs))
        raise ValueError(
            f"panels is a list of at least one panel: write panels=[[“{name}”]]"
        )
    return [spec for panel in panels for spec in specs_of(panel, model)]


def specs_of(panel, model):
    """Return what a panel is as plain JSON; a list of names is a time course."""
    if isinstance(panel, str):
        raise ValueError(f"a panel is a list of outputs: write [“{panel}”]")
    if isinstance(panel, (list, tuple)):
        panel = KINDS[PLAIN](tuple(panel))
    if not isinstance(panel, Panel):
        names = ", ".join(sorted(kind.__name__ for kind in KINDS.values()))
        raise ValueError(
            f"{panel!r} is not a panel: give a list of outputs or one of {names}"
        )
    return panel.specs(model)
