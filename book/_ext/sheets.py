"""A sheet to print for each lesson: what it asks, with room for answers and for curves.

sheets/NN_name.html is a small page without the frame of the book. It holds no answer; these stand
with the same numbers in the plan for teachers (task_list.py).
"""

import json
from html import escape
from pathlib import Path

from live_widgets import is_task
from task_list import asked
from widget_state import STATE

from cartlab.tasks.bank import sheet

FOLDER = "sheets"
STYLE = "sheet.css"  # below _static; a site may forbid styles within a page
HEAD = f"""<link rel="icon" href="../_static/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../_static/{STYLE}">"""
BEFORE_LIGHTENING = 590  # live_widgets.py takes out at 600 what is read here
ABOUT = "Where a question says nothing else, the sliders stand as its explorer opens."
# A sheet is to be two pages.
CLOSE = """body { font-size: 10pt; line-height: 1.35 }
.name { margin: .6em 0 .8em }
ol.tasks { padding-left: 2em }
ol.tasks > li { margin-bottom: .8em }
ol.tasks > li > p, ul { margin: .2em 0 }
ul:not(.boxes) { columns: 2 }
svg { display: block; margin: .2em 0 }
@page { margin: 12mm 16mm }
"""


def write_style(app):
    """Write the style of all sheets: that of `course.py bank`, and what only these need."""
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STYLE).write_text(f"{sheet.STYLE}\n{CLOSE}", encoding="utf-8")


def tasks_of(state):
    """Return {question: (spec of the task, spec of its explorer)} of a page's widgets."""
    models = state["state"]
    found = {}
    for one in filter(is_task, models.values()):
        spec = one["state"]["spec"]
        picture = models[one["state"]["picture"].removeprefix("IPY_MODEL_")]
        found[spec["question"]] = spec, picture["state"]["spec"]
    return found


def items_of(path, tasks):
    """Return the HTML of each question of a lesson."""
    items, before = [], None
    for one in asked(path):
        spec, explorer = tasks.get(one.question, (None, None))
        told = f"<p>{escape(one.question)}</p>{room(one, spec, explorer)}"
        if explorer and explorer["title"] != before:
            before = explorer["title"]
            told = f'<p class="where">Explorer “{escape(before)}”.</p>{told}'
        items.append(told)
    return items


def room(one, spec, explorer):
    """Return where a question is answered."""
    if spec is None:
        return sheet.boxes(one.offered)
    parameters = explorer["model"]["parameters"]
    return sheet.field(spec, {p["name"]: p["label"] or p["about"] for p in parameters})


def write_sheet(app, pagename, templatename, context, doctree):
    path = Path(app.srcdir, f"{pagename}.ipynb")
    if not pagename.startswith("lessons/") or not path.is_file():
        return
    states = (getattr(one, "attributes", {}) for one in context.get("script_files", []))
    body = next(one["body"] for one in states if one.get("type") == STATE)
    title = app.env.titles[pagename].astext()
    write(app, path.stem, title, ABOUT, items_of(path, tasks_of(json.loads(body))))


def write(app, name, title, about, items):
    """Write a sheet of the site."""
    below = f'{sheet.NAME}<p class="where">{escape(about)}</p>'
    path = Path(app.outdir, FOLDER, f"{name}.html")
    path.parent.mkdir(exist_ok=True)
    book = app.config.html_title
    path.write_text(sheet.page(f"{title} · {book}", below, items, HEAD), "utf-8")


def setup(app):
    app.connect("builder-inited", write_style)
    app.connect("html-page-context", write_sheet, priority=BEFORE_LIGHTENING)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
