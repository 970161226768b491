"""The pages of all models and of all symbols, made from the models themselves.

A line `% every model` or `% every symbol` in a page is replaced when the page is read, so
that a new model is shown without being named again.
"""

import sys
from html import escape

from formulas import mathml

from cartlab.language.latex import symbol
from cartlab.language.tables import table
from cartlab.solve.say import spell
from cartlab.therapy import models

SCROLLS = '<div class="v2v-scroll" tabindex="0" role="region" aria-label="{label}">{body}</div>'


def every_model():
    return "\n\n".join(section(key, model) for key, model in models().items())


def section(key, model):
    """Return MyST: what the model is, its states, equations, numbers and outputs."""
    module, name = key.split(".")
    about = sys.modules[f"cartlab.therapy.{module}"].__doc__.split("\n\n")[0]
    parts = [
        f"(model-{name})=\n## {model.title}",
        " ".join(about.split()),
        f"In the code: `cartlab.therapy.{module}.{name}`, {model.summary}.",
    ]
    if model.states:
        parts += ["### States", raw(states(model))]
    parts += [
        "### Equations",
        raw(typeset(model)),
        "### Numbers",
        raw(model.parameter_table().html(f"Parameters: {model.title.lower()}")),
        "### What is read from it",
        raw(outputs(model)),
    ]
    return "\n\n".join(parts)


def raw(html):
    return f"```{{raw}} html\n{html}\n```"


def sign(model, name):
    latex = model.symbols.get(name) or symbol(name)
    return mathml(latex, f"{model.title}: {name}")


def typeset(model):
    label = f"Equations: {model.title.lower()}"
    body = mathml(model.equations.latex(), model.title, block=True)
    return SCROLLS.format(label=escape(label), body=f'<div class="math">{body}</div>')


def unit(one):
    return "" if one.unit == "1" else escape(one.unit)


def states(model):
    rows = [
        (
            sign(model, name),
            escape(one.about),
            unit(one),
            start(one),
        )
        for name, one in model.states.items()
    ]
    head = ("Symbol", "Meaning", "Unit", "At the start")
    return table(f"States: {model.title.lower()}", head, rows)


def start(state):
    return (
        f"<code>{state.start}</code>"
        if isinstance(state.start, str)
        else spell(state.start)
    )


def outputs(model):
    rows = [
        (f"<code>{name}</code>", escape(one.about), unit(one))
        for name, one in model.outputs.items()
    ]
    head = ("Name", "Meaning", "Unit")
    return table(f"Outputs: {model.title.lower()}", head, rows)


def every_symbol():
    """Return one table of all names: symbol, name in the code, meaning, unit, models."""
    known = {}
    for model in models().values():
        for name, one in (model.states | model.parameters | model.outputs).items():
            row = known.setdefault(
                name,
                (
                    sign(model, name),
                    f"<code>{name}</code>",
                    escape(one.about),
                    unit(one),
                    [],
                ),
            )
            row[-1].append(escape(model.title))
    rows = [
        (*row[:-1], ", ".join(row[-1])) for _, row in sorted(known.items(), key=by_name)
    ]
    head = ("Symbol", "In the code", "Meaning", "Unit", "Where")
    return raw(table("All symbols", head, rows))


def by_name(item):
    return item[0].lower()


PLACES = {"% every model": every_model, "% every symbol": every_symbol}


def fill(app, docname, source):
    for place, made in PLACES.items():
        if place in source[0]:
            source[0] = source[0].replace(place, made())


def always_anew(app, env, added, changed, removed):
    """The models are read from the package; Sphinx looks at the page's own text only."""
    return [name for name in ("book/models", "book/symbols") if name in env.found_docs]


def setup(app):
    app.connect("source-read", fill)
    app.connect("env-get-outdated", always_anew)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
