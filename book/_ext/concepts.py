"""The concept test: its key for the teacher, on the page `% key of the concept test`, and its form.

The form is a page to print, without a word of the key. All is made of one file, which
`python course.py bank` writes as a question bank, too.
"""

from html import escape
from pathlib import Path

import sheets

from cartlab.tasks.bank import concept_test, sheet

FILE = Path(__file__).parents[1] / "teaching" / "concept_test.toml"
PAGE = "book/teaching/concept_test"
KEY = "% key of the concept test\n"


def by_outcome():
    """Return {(lesson, first word of an outcome): [numbers of the questions about it]}."""
    found = {}
    for number, one in enumerate(concept_test.read(FILE), 1):
        found.setdefault((one.lesson, one.outcome), []).append(number)
    return found


def key(concepts):
    """Return MyST: each question, what is right, and what each other choice gives away."""
    return "\n".join(f"{n}. {told(one)}" for n, one in enumerate(concepts, 1)) + "\n"


def told(one):
    lines = [f"{one.asks} **{one.right()}** {one.note}".rstrip()]
    for letter, choice in one.lettered():
        if choice.misconception:
            plan = f"[{number_of(choice.lesson)}]({choice.lesson}.md)"
            lines.append(f"    - {letter}, “{choice.text}”: *{choice.named}* ({plan})")
        else:
            lines.append(f"    - **{letter}, “{choice.text}”**")
    return "\n".join(lines)


def number_of(lesson):
    return "first look" if lesson.startswith("00") else f"lesson {int(lesson[:2])}"


def form(concepts):
    """Return the items of the form."""
    return [
        f"<p>{escape(one.asks)}</p>{sheet.boxes(choice.text for choice in one.choices)}"
        for one in concepts
    ]


def fill(app, docname, source):
    if docname == PAGE and KEY in source[0]:
        source[0] = source[0].replace(KEY, key(concept_test.read(FILE)))


def write_form(app, pagename, templatename, context, doctree):
    if pagename == PAGE and not app.config.student_edition:
        about = "Tick one box in each question. Guess rather than leave one out."
        items = form(concept_test.read(FILE))
        sheets.write(app, "concept_test", concept_test.TITLE, about, items)


def setup(app):
    app.connect("source-read", fill)
    app.connect("html-page-context", write_form)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
