"""The plan of a lesson, for its teacher, beside the lesson itself.

What stands in a plan (book/teaching/NN_name.md) after `% at CELL` belongs to that cell of the
lesson, until the next such line or heading; so does each answer to what a cell asks. The build
writes all of it into a script of its own, which a lesson's page loads only when its address ends
in ?plan: assets/present.js asks for it, assets/beside.js lays it into the page.
"""

import json
import posixpath
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from task_list import asked, explorers

PLANS = "book/teaching/"
LESSONS = "lessons/"
FOLDER = "plans"  # below _static
AT = re.compile(r"at (\S+)")
LINK = re.compile(r'(<a\b[^>]*\bhref=")(?![a-z]+:)([^"#]*)(#[^"]*)?"')
ANSWERS = "The sheet and its answers"  # each stands at its question instead
ID = "cell-"  # before the name of a cell, as an id of the page


class Named(SphinxPostTransform):
    """Gives what a lesson asks and shows an id, so that a plan and a link can find it."""

    default_priority = 4
    formats = ("html",)

    def run(self, **kwargs):
        if not self.env.docname.startswith(LESSONS):
            return
        path = Path(self.env.doc2path(self.env.docname))
        names = [one["id"] for one in json.loads(path.read_text("utf-8"))["cells"]]
        wanted = places(path)
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") == "cell_code":
                name = names[cell["cell_index"]]
                if name in wanted:
                    cell["ids"].append(f"{ID}{name}")


def places(path):
    """Return the cells of a lesson beside which something of a plan may stand."""
    return {one.cell for one in asked(path)} | set(explorers(path))


def plan_of(docname):
    """Return the page with the plan of a lesson: its twin of the same name."""
    return PLANS + docname.removeprefix(LESSONS)


def parts(document):
    """Yield (heading, cell or None, [nodes]) of a plan, in order."""
    whole = next(document.findall(nodes.section))
    for section in whole.children:
        if isinstance(section, nodes.section):
            heading, *rest = section.children
            cell, held = None, []
            for node in rest:
                told = isinstance(node, nodes.comment) and AT.fullmatch(node.astext())
                if told:
                    yield heading.astext(), cell, held
                    cell, held = told[1], []
                else:
                    held.append(node)
            yield heading.astext(), cell, held


def laid(document, render, path):
    """Return what stands where: {"head", "foot": [{name, html}], "cells": {cell: the same}}.

    Answers come last and folded: the class may see the same screen.
    """
    head, foot, cells = [], [], {}
    for heading, cell, held in parts(document):
        html = "".join(map(render, held))
        if html.strip() and heading != ANSWERS:
            place = cells.setdefault(cell, []) if cell else foot if cells else head
            place.append({"name": heading, "html": html})
    for number, one in enumerate(asked(path), 1):
        html = f"<details><summary>The answer</summary>{one.html()}</details>"
        told = {"name": f"Number {number} of the sheet", "html": html}
        cells.setdefault(one.cell, []).append(told)
    return {"head": head, "foot": foot, "cells": cells}


def seen_from_lesson(html, docname):
    """Return the HTML of a plan with its links as they read from the lesson's page."""
    lesson = f"{docname}.html"

    def turned(found):
        start, path, fragment = found[1], found[2], found[3] or ""
        target = posixpath.normpath(posixpath.join(PLANS, path)) if path else ""
        if target == lesson:
            return f'{start}{fragment or "#"}"'
        target = target or f"{plan_of(docname)}.html"
        return f'{start}{posixpath.relpath(target, LESSONS)}{fragment}"'

    return LINK.sub(turned, html)


def write_plan(app, pagename, templatename, context, doctree):
    """Write the script with the plan, when its page is written."""
    lesson = LESSONS + pagename.removeprefix(PLANS)
    if not has_plan(app, lesson) or pagename != plan_of(lesson):
        return

    def render(node):
        if isinstance(node, nodes.section):  # rendered alone it would be a page's title
            title, *rest = node.children
            return f"<h3>{escape(title.astext())}</h3>{''.join(map(render, rest))}"
        html = app.builder.render_partial(node.deepcopy())["fragment"]
        return seen_from_lesson(html, lesson)

    path = Path(app.env.doc2path(lesson))
    plan = laid(doctree, render, path) | {"page": f"../{pagename}.html"}
    text = f"globalThis.v2vPlan = {json.dumps(plan, ensure_ascii=False)};\n"
    file = Path(app.outdir, "_static", script_of(lesson))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def has_plan(app, docname):
    known = app.env.found_docs
    return (
        not app.config.student_edition
        and docname.startswith(LESSONS)
        and {docname, plan_of(docname)} <= known
    )


def script_of(docname):
    return f"{FOLDER}/{docname.removeprefix(LESSONS)}.js"


def offer(app, pagename, templatename, context, doctree):
    """Tell the page of a lesson where its plan is."""
    if has_plan(app, pagename):
        context["plan"] = script_of(pagename)


def setup(app):
    app.connect("html-page-context", write_plan)
    app.connect("html-page-context", offer)
    app.add_post_transform(Named)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
