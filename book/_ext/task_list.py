"""A plan for teachers lists what its lesson asks, with the answers.

A line `% sheet of 03_expansion` is replaced when the page is read by what the lesson has
stored: a task's text is its computed answer, which the tests compare with the model. The
numbers are those of the printed sheet (sheets.py).
"""

import json
import re
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from pathlib import Path
from string import ascii_uppercase

PLACE = re.compile(r"^% sheet of (\w+)$", re.MULTILINE)
TASK, PREDICTION = "v2v-task-still", "v2v-predict"  # classes of their stored forms
OFFERED = re.compile(r"- (.+?): (Yes|No)\. (.*)")  # of a prediction, as it is stored
ITEM = re.compile(r"<li>(.*?)</li>")
VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Asked:
    """A task or a prediction as a lesson has stored it.

    cell: the id of its cell. question: without its kicker ("Task: "). answer: in words.
    slips: what is said to wrong answers. offered: the choices, if there are any.
    """

    cell: str
    question: str
    answer: str
    slips: tuple
    offered: tuple = ()

    def html(self):
        slips = "".join(f"<li>{escape(one)}</li>" for one in self.slips)
        told = f"<ul>{slips}</ul>" if slips else ""
        return f"<p><strong>{escape(self.lettered())}</strong></p>{told}"

    def lettered(self):
        """Return the answer with the letter that it has on the page and on the sheet."""
        for letter, choice in zip(ascii_uppercase, self.offered, strict=False):
            if self.answer == f"Answer: “{choice}”.":
                return f"Answer: {letter}, “{choice}”."
        return self.answer


def fill(app, docname, source):
    lessons = Path(app.srcdir, "lessons")
    source[0] = PLACE.sub(
        lambda found: listed(lessons / f"{found[1]}.ipynb"), source[0]
    )


def listed(path):
    """Return MyST: what a lesson asks, and the answers; nothing where it asks nothing."""
    items = "".join(
        f"<li><p>{escape(one.question)}</p>{one.html()}</li>" for one in asked(path)
    )
    if not items:
        return ""
    return (
        "## The sheet and its answers\n\n"
        f'<a href="../../sheets/{path.stem}.html">The sheet to print</a> has these '
        "questions, with these numbers and room for answers.\n"
        "The answers are as the model gives them now; `python course.py bank` writes the "
        "tasks as a question bank, too.\n\n"
        f"```{{raw}} html\n<ol>{items}</ol>\n```"
    )


@cache  # a lesson is large, and several pages are made of it
def outputs(path):
    """Return [(id of the cell, {kind: data})] of each output that a lesson has stored."""
    return [
        (cell["id"], output.get("data", {}))
        for cell in json.loads(path.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    ]


def asked(path):
    """Return what a lesson asks, in order."""
    found = []
    for cell, data in outputs(path):
        html = "".join(data.get("text/html", ""))
        for kind, read in READ.items():
            if kind in html:
                lines = "".join(data["text/plain"]).splitlines()
                found.append(Asked(cell, *read(lines, html)))
    return found


def explorers(path):
    """Return the cells that show the explorers of a lesson, in order."""
    return [
        cell for cell, data in outputs(path) if VIEW in data and "image/png" in data
    ]


def task(lines, html):
    question, answer, *slips = lines
    offered = tuple(map(unescape, ITEM.findall(html)))
    return without_kicker(question), answer, tuple(slips), offered


def prediction(lines, _html):
    question, *choices = lines
    told = [OFFERED.fullmatch(one).groups() for one in choices]
    answer = next(choice for choice, verdict, _ in told if verdict == "Yes")
    slips = [f"Not “{one}”. {says}" for one, verdict, says in told if verdict == "No"]
    return (
        without_kicker(question),
        f"Answer: “{answer}”.",
        tuple(slips),
        tuple(one for one, _, _ in told),
    )


def without_kicker(line):
    return re.sub("^(Predict first: draw the curve|Predict first|Task): ", "", line)


READ = {TASK: task, PREDICTION: prediction}


def always_anew(app, env, added, changed, removed):
    """A lesson may have stored other answers; Sphinx looks at the page's own text only."""
    return [name for name in env.found_docs if name.startswith("book/teaching/")]


def setup(app):
    app.connect("source-read", fill)
    app.connect("env-get-outdated", always_anew)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
