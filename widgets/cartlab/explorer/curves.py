"""What panels of outputs against time have in common: the outputs, and their one axis."""

from .reading import known_output, readout, shown_unit

MOST = 4  # curves that an eye can follow in one panel


def curves(outputs, model, title):
    """Return the outputs of a panel as plain JSON, with title, unit and clock."""
    names = [known_output(name, model) for name in outputs]
    if not names:
        raise ValueError("a panel needs at least one output")
    shown = [model.outputs[name] for name in names]
    home = one_home(names, model)
    if len({output.unit for output in shown}) > 1:
        units = ", ".join(f"{n} ({o.unit})" for n, o in zip(names, shown, strict=True))
        raise ValueError(f"one panel has one unit; give each its own panel: {units}")
    if len(names) > MOST:
        raise ValueError(f"more than four curves in one panel: {', '.join(names)}")
    labels = [output.label or output.about for output in shown]
    return {
        "clock": home.clock,
        "title": title or ", ".join(labels),
        "unit": shown_unit(shown[0].unit),
        "outputs": names,
    }


def one_home(names, model):
    """Return the model that owns all these outputs: one panel has one time axis."""
    homes = {name: model.home(name) for name in names}
    if len({id(home) for home in homes.values()}) > 1:
        owners = ", ".join(f"{name} ({home.title})" for name, home in homes.items())
        raise ValueError(
            f"one panel has the time axis of one model; give each its own: {owners}"
        )
    return homes[names[0]]


def parts_of(spec, run):
    """Return (times, {output: values}) of a panel's outputs."""
    names = spec["outputs"]
    return run.times(names[0]), {name: run[name] for name in names}


def peaks(spec, model):
    """Return what a plain sentence says of curves: the peak of each."""
    return [readout(f"peak {name}", model) for name in spec["outputs"]]
