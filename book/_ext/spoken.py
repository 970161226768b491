"""Takes away what Sphinx and its extensions tell screen readers and should not.

Each entry is a fault that axe reports: a name that hides the visible words, roles that are deprecated
or miss their children. Without them the elements say what they are by themselves.
"""

WRONG = [
    ' aria-label="Toggle hidden content"',  # the summary of a folded cell has words
    ' role="list" class="citation-list"',
    ' role="doc-biblioentry"',
]


def take_away(app, pagename, templatename, context, doctree):
    body = context.get("body", "")
    for text in WRONG:
        body = body.replace(text, "")
    context["body"] = body


def setup(app):
    app.connect("html-page-context", take_away)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
