"""The students' edition: a site without a byte of what is right.

`python course.py build --student` sets COURSE_EDITION. Left out are the stored answers of
tasks, what a prediction says to its choices and which of them is right, the solutions of
exercises, and what stands in the plans for teachers; from pages and from the notebooks that
they offer. How a task's answer is *computed* stays, because the page checks by it; but no
button offers to show it.
"""

import ast
import json
import os
import re
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

ANSWER = re.compile(r'<details class="v2v-answer">.*?</details>', re.DOTALL)
CHOICE = re.compile(
    r'<details name="predict-\w+"><summary>(.*?)</summary>.*?</details>', re.DOTALL
)
PREDICTION = "v2v-predict"
TOLD = ("v2v-answer", PREDICTION)  # classes of what holds an answer
FOLDED = "hide-cell"  # the tag of a solution, among the exercises
EXERCISES = "Exercises"
YOURS = "# Your turn."
NO_BUTTON = "<style>.v2v-task details.v2v-answer { display: none }</style>\n"


def tells(html):
    """Whether stored HTML holds an answer."""
    return any(one in html for one in TOLD)


def without_answers(html):
    """Return stored HTML without answers; the choices of a prediction stay."""
    return CHOICE.sub(r"<p>\1</p>", ANSWER.sub("", html))


class WithoutAnswers(SphinxPostTransform):
    default_priority = 2  # before live_widgets.py copies what is stored
    formats = ("html",)

    def run(self, **kwargs):
        if not self.config.student_edition:
            return
        for section in list(self.document.findall(nodes.section)):
            if section.next_node(nodes.title).astext() == EXERCISES:
                remove(section, lambda cell: f"tag_{FOLDED}" in cell["classes"])
        for cell in self.document.findall(is_cell):
            if PREDICTION in "".join(raw.astext() for raw in cell.findall(nodes.raw)):
                remove(cell, lambda part: part.get("nb_element") == "cell_code_source")
        for raw in self.document.findall(nodes.raw):
            if tells(html := raw.astext()):
                raw.clear()
                raw += nodes.Text(without_answers(html))


def is_cell(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def remove(parent, unwanted):
    for one in list(parent.findall(nodes.container)):
        if unwanted(one):
            one.parent.remove(one)


def without_plan(text):
    """Return a plan for teachers as its heading alone, so that links to it still lead."""
    heading = next(line for line in text.splitlines() if line.startswith("# "))
    return (
        f"{heading}\n\n{{.v2v-lead}}\nThis page is not part of the students' edition.\n"
    )


def fill(app, docname, source):
    if app.config.student_edition and docname.startswith("book/teaching/"):
        source[0] = without_plan(source[0])


def without_solutions(notebook):
    """Take out of a notebook what the pages leave out, in its outputs and in its code."""
    among_exercises = False
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] != "code":
            for heading in re.findall(r"^##? (.*)$", text, re.MULTILINE):
                among_exercises = heading == EXERCISES
        elif among_exercises and FOLDED in cell["metadata"].get("tags", []):
            cell["source"], cell["outputs"] = YOURS, []
        else:
            cell["source"] = without_predictions(text)
            for output in cell["outputs"]:
                lighten(output.get("data", {}))
    return notebook


def without_predictions(text):
    """Return code without its calls of Predict, which name the right choice."""
    if "Predict(" not in text:
        return text
    lines = text.splitlines()
    for node in reversed(ast.parse(text).body):
        if isinstance(node, ast.Expr) and "Predict(" in ast.unparse(node):
            lines[node.lineno - 1 : node.end_lineno] = []
    return "\n".join(lines)


def lighten(data):
    """Take the answers out of an output."""
    html = "".join(data.get("text/html", ""))
    if tells(html):
        data["text/html"] = without_answers(html)
        data["text/plain"] = "".join(data["text/plain"]).splitlines()[0]


def rewrite_downloads(app, error):
    """Take the answers out of what a page offers to download."""
    if error or app.builder.name != "html" or not app.config.student_edition:
        return
    sources = Path(app.outdir, "_sources")
    for path in sources.rglob("*.ipynb"):
        notebook = without_solutions(json.loads(path.read_text("utf-8")))
        path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1), "utf-8")
    for path in sources.glob("book/teaching/*.md"):
        path.write_text(without_plan(path.read_text("utf-8")), "utf-8")


def take_button(app, pagename, templatename, context, doctree):
    if app.config.student_edition:
        context["metatags"] = context.get("metatags", "") + NO_BUTTON


def setup(app):
    chosen = os.environ.get("COURSE_EDITION") == "student"
    app.add_config_value("student_edition", chosen, "env", bool)
    app.connect("html-page-context", take_button, priority=900)
    # After all others have filled a page.
    app.connect("source-read", fill, priority=900)
    app.connect("build-finished", rewrite_downloads)
    app.add_post_transform(WithoutAnswers)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
