"""A plan for teachers lists the tasks of its lesson with their answers.

A line `% tasks of 03_expansion` is replaced when the page is read by what the lesson has
stored: a task's text is its computed answer, which the tests compare with the model.
"""

import json
import re
from html import escape
from pathlib import Path

PLACE = re.compile(r"^% tasks of (\w+)$", re.MULTILINE)
STORED = "v2v-task-still"  # the class of a task's stored form


def fill(app, docname, source):
    lessons = Path(app.srcdir, "lessons")
    source[0] = PLACE.sub(
        lambda found: listed(lessons / f"{found[1]}.ipynb"), source[0]
    )


def listed(path):
    """Return MyST: the tasks of a lesson, nothing where it has none."""
    items = "".join(map(item, stored(path)))
    if not items:
        return ""
    return (
        "## The tasks and their answers\n\n"
        "As the model gives them now; `python course.py bank` writes them as a question "
        "bank and as a sheet with its key.\n\n"
        f"```{{raw}} html\n<ol>{items}</ol>\n```"
    )


def stored(path):
    """Yield what each task of a lesson says in text, line by line."""
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if STORED in "".join(data.get("text/html", "")):
                yield "".join(data["text/plain"]).splitlines()


def item(lines):
    question, answer, *slips = lines
    told = "".join(f"<li>{escape(one)}</li>" for one in slips)
    slips = f"<ul>{told}</ul>" if told else ""
    return f"<li><p>{escape(question)}</p><p><strong>{escape(answer)}</strong></p>{slips}</li>"


def always_anew(app, env, added, changed, removed):
    """A lesson may have stored other answers; Sphinx looks at the page's own text only."""
    return [name for name in env.found_docs if name.startswith("book/teaching/")]


def setup(app):
    app.connect("source-read", fill)
    app.connect("env-get-outdated", always_anew)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
