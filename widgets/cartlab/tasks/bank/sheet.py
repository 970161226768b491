"""The tasks of a lesson on paper, and their key as a file of its own."""

import io
from html import escape
from string import ascii_uppercase

import numpy as np
from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from cartlab.explorer.still import dress
from cartlab.solve.say import spell

from ..task import sentence
from .items import told_settings
from .wording import intro, paragraph, table

AXIS = (4.6, 2.1)  # inch
NAME = '<p class="name"><span>Name</span><span>Date</span></p>'
STYLE = """
@page { size: A4; margin: 18mm }
body { font: 11pt/1.45 Georgia, "Times New Roman", serif; color: #111; background: #fff;
  max-width: 42em; margin: 2em auto; padding: 0 1em }
h1 { font-size: 1.5em; margin: 0 0 .2em }
.name { display: flex; gap: 2em; margin: 1em 0 1.6em }
.name span { flex: 1; border-bottom: 1px solid #777; padding-bottom: .1em }
ol.tasks { padding-left: 1.6em }
ol.tasks > li { break-inside: avoid; margin-bottom: 1.6em }
li > p { margin: .3em 0 }
.where, .why { color: #444; font-size: .88em }
table { border-collapse: collapse; font-size: .88em }
th, td { text-align: left; font-weight: normal; border: 1px solid #bbb; padding: .1em .6em }
ul { list-style: none; padding: 0; margin: .4em 0 }
ul.boxes li::before { content: "☐"; margin-right: .6em }
ul.boxes b { margin-right: .6em }
.line { display: inline-block; min-width: 9em; border-bottom: 1px solid #777 }
.place { min-width: 2.2em; margin-right: .6em }
.answer { font-weight: bold }
svg { width: 4.6in; max-width: 100%; height: auto; margin-top: .5em }
@media print { body { margin: 0; padding: 0; max-width: none } }
"""


def write(path, lesson, tasks):
    """Write the sheet: questions, lines for answers, an axis for a curve."""
    items = [asked(task) + field(task.spec, labels(task)) for task in tasks]
    path.write_text(page(lesson, NAME, items), "utf-8")


def write_key(path, lesson, tasks):
    """Write the key: answers as the model gives them, and what a mistake comes from."""
    items = [asked(task) + answered(task) for task in tasks]
    path.write_text(page(f"{lesson}: the key", "", items), "utf-8")


def page(title, below, items, style=f"<style>{STYLE}</style>"):
    body = "\n".join(f"<li>{one}</li>" for one in items)
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title>{style}</head>\n"
        f'<body><h1>{escape(title)}</h1>{below}<ol class="tasks">\n{body}\n</ol>'
        "<p>A teaching model, not medical advice.</p></body></html>\n"
    )


def asked(task):
    settings = told_settings(task)
    where = escape(intro(task.lab.picture.spec["title"]))
    return f'{paragraph(task.question)}<p class="where">{where}</p>{table(settings)}'


def answered(task):
    curve = axis(task.spec, task.solution()) if task.kind == "draw" else ""
    slips = "".join(
        f"<li>{escape(sentence(task.told(given)))} {escape(says)}</li>"
        for says, given in task.mistakes().items()
    )
    why = f'<p class="why">{escape(task.why)}</p>' if task.why else ""
    wrong = f'<p class="why">Not:</p><ul class="why">{slips}</ul>' if slips else ""
    answer = escape(sentence(f"{letter(task)}{task.answer()}"))
    return f'<p class="answer">{answer}</p>{curve}{why}{wrong}'


def letter(task):
    """Return what the right one of several choices is called on the sheet: “C, ”."""
    if task.kind != "choice":
        return ""
    return f"{ascii_uppercase[list(task.choices).index(task.solution())]}, "


def labels(task):
    """Return {parameter: its label} of a task's explorer."""
    parameters = task.lab.model.parameters
    return {name: one.label or one.about for name, one in parameters.items()}


def field(spec, labels):
    """Return where a task is answered on paper. spec: what the page knows of the task."""
    return FIELDS[spec["kind"]](spec, labels)


def number(spec, _labels):
    return f'<p>Answer: <span class="line"></span> {escape(spec["unit"])}</p>'


def choice(spec, _labels):
    return boxes(one["text"] for one in spec["choices"])


def boxes(texts):
    """Return choices, each with a box to tick and the letter that it has on the page."""
    rows = (
        f"<li><b>{letter}</b>{escape(text)}</li>"
        for letter, text in zip(ascii_uppercase, texts, strict=False)
    )
    return f'<ul class="boxes">{"".join(rows)}</ul>'


def order(spec, _labels):
    first = "least" if spec["by"] == "rising" else "greatest"
    rows = "".join(
        f'<li><span class="line place"></span>{escape(one["text"])}</li>'
        for one in spec["items"]
    )
    return f"<p>Number them; 1 is the {first}.</p><ul>{rows}</ul>"


def reach(spec, labels):
    rows = "".join(f"<li>{escape(one['text'])}</li>" for one in spec["holds"])
    lines = "".join(
        f'<p>{escape(labels[name])}: <span class="line"></span></p>'
        for name in spec["moves"]
    )
    return f"<p>To hold:</p><ul>{rows}</ul>{lines}"


def draw(spec, _labels):
    return axis(spec)


def axis(spec, points=()):
    """Return an SVG of the axes that a curve is drawn on, with the curve if there is one."""
    figure = Figure(figsize=AXIS, layout="constrained")
    axes = figure.add_subplot()
    low, high, end = spec["axis"]["low"], spec["axis"]["high"], spec["end"]
    axes.set(yscale=spec["axis"]["scale"], xlim=(0, end), ylim=(low, high))
    dress(axes)
    axes.grid(axis="x", color="#ccc", linewidth=0.8)
    unit = spec["unit"]
    axes.set_xlabel(spec["clock"])
    axes.set_ylabel(f"{spec['label']} ({unit})" if unit else spec["label"])
    if len(points):
        axes.plot(*np.array(points).T, color="black", linewidth=1.8)
    kept = io.StringIO()
    # Text stays text, to be read aloud; the same axis is the same bytes.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": spec["id"]}):
        FigureCanvasSVG(figure).print_svg(kept, metadata={"Date": None})
    svg = kept.getvalue()
    svg = svg[svg.index("<svg") :]
    what = "The curve of" if len(points) else "An empty axis for"
    label = f"{what} {spec['label']}, 0 to {spell(end)}"
    return svg.replace("<svg", f'<svg role="img" aria-label="{escape(label)}"', 1)


FIELDS = {
    "number": number,
    "choice": choice,
    "order": order,
    "reach": reach,
    "draw": draw,
}
