"""What the page needs to run a model, as plain JSON."""

from . import javascript


def model_spec(model):
    return {
        "title": model.title,
        "kind": model.kind,
        "time": model.time,
        "t_end": model.t_end,
        "clock": model.clock,
        "points": model.points,
        "handed_over": model.handed_over and {"label": model.handed_over.label},
        "states": specs(state_spec, model.states),
        "parameters": specs(parameter_spec, model.parameters),
        "outputs": specs(output_spec, model.outputs),
        "doses": [{"label": d.label, "state": d.state} for d in model.doses],
        **model.way.spec(model),
        "javascript": scripts(model),
    }


def scripts(model):
    """Return the model's JavaScript functions, each a text; see model.js."""
    states, parameters = list(model.states), list(model.parameters)
    said = {
        "start": javascript.function(
            "p, y", javascript.start(list(model.starts.values()), parameters)
        ),
        "outputs": program(model, "observe", list(model.outputs)),
        "schedule": javascript.function(
            "p",
            javascript.schedule(
                model.cuts, model.doses, model.handing_over, states, model.parameters
            ),
        ),
    }
    if model.way.decorator:
        order = list(model.way.moved(model))
        said["moving"] = program(model, model.way.decorator, order)
    return said


def program(model, name, order):
    """Return one of the model's programs: what is worked out once, and each time."""
    bodies = javascript.program(
        model.program(name), list(model.states), list(model.parameters), order, "d"
    )
    return {
        "once": javascript.function("p", bodies["once"]),
        "each": javascript.function("t, y, p, h, d", bodies["each"]),
    }


def state_spec(name, one):
    return {
        "name": name,
        "unit": one.unit,
        "about": one.about,
        "negligible": one.negligible,
    }


def output_spec(name, one):
    return {
        "name": name,
        "label": one.label or one.about,
        "unit": one.unit,
        "about": one.about,
        "look": one.look,
        "scale": one.scale,
        "low": one.range[0],
        "high": one.range[1],
        "whole": one.whole,
        "least": one.least,
    }


def parameter_spec(name, one):
    low, high = one.range
    return {
        "name": name,
        "label": one.label or one.about,
        "about": one.about,
        "unit": one.unit,
        "value": one.value,
        "low": low,
        "high": high,
        "scale": one.scale,
        "step": one.step,
        "kind": one.kind,
        "needs": one.needs,
        "choices": [{"label": k, "value": v} for k, v in (one.choices or {}).items()],
    }


def specs(one_spec, declared):
    """Return the spec of each declaration, by the function for one of its kind."""
    return [one_spec(name, one) for name, one in declared.items()]
