"""The ribbon: an IV line with seven stations on top of every lesson.

A stage is a page whose name starts with 01_ to 07_, in `lessons/` or, until its lesson is written, in
`book/stages/`. Its name on the ribbon is the title of that page.
"""

import re

STAGE = re.compile(r"^(?:lessons|book/stages)/0([1-7])_\w+$")
LESSON = re.compile(r"^(?:lessons|book/stages)/0[0-7]_\w+$")


def add_ribbon(app, pagename, templatename, context, doctree):
    if not LESSON.match(pagename):
        return
    here = STAGE.match(pagename)
    context["stage"] = int(here[1]) if here else 0
    context["stages"] = [
        (int(STAGE.match(name)[1]), app.env.titles[name].astext(), name)
        for name in sorted(filter(STAGE.match, app.env.found_docs), key=number)
    ]


def number(docname):
    return STAGE.match(docname)[1]


def setup(app):
    app.connect("html-page-context", add_ribbon)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
