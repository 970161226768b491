"""A page loads what it uses.

Jupyter Book links every script and style of every extension on every page: an icon font's loader of
542 kB (gzipped), the theme's frame, live-code buttons, copy buttons. The book has its own frame
(templates/layout.html) and its own style, so a page keeps the book's files, and of the others those
that it needs: the widget manager on a page with widgets, Sphinx's search on the search page. Scripts are files,
because a site may forbid scripts within a page: what live-code buttons would read is taken out.
"""

from pathlib import PurePosixPath

from docutils import nodes
from live_widgets import FUNCTIONS

BOOK_STYLES = {"explorer.css", "tasks.css", "book.css"}
BOOK_SCRIPTS = {"book.js"}
WIDGET_SCRIPTS = {"engine.js", "explorer.js", "tasks.js", "manager.js"}
SEARCH_SCRIPTS = {"documentation_options.js", "doctools.js", "sphinx_highlight.js"}


def name_of(file):
    return PurePosixPath(str(getattr(file, "filename", None) or "")).name


def is_functions(script):
    return FUNCTIONS in PurePosixPath(str(getattr(script, "filename", ""))).parts


def keep_what_is_used(app, pagename, templatename, context, doctree):
    scripts = context.get("script_files", [])
    has_widgets = "widget_data" in context
    wanted = (
        BOOK_SCRIPTS
        | (WIDGET_SCRIPTS if has_widgets else set())
        | (SEARCH_SCRIPTS if pagename == "search" else set())
    )
    context["script_files"] = [
        script
        for script in scripts
        if name_of(script) in wanted or is_functions(script)
    ]
    styles = set(BOOK_STYLES)
    if "sd-" in context.get("body", ""):
        styles.add("sphinx-design.min.css")
    context["css_files"] = [
        style for style in context.get("css_files", []) if name_of(style) in styles
    ]


def drop_live_code(app, doctree, docname):
    """Sphinx-Thebe puts its settings at the foot of every page, asked or not."""
    for node in list(doctree.children):
        if isinstance(node, nodes.raw) and node.astext().lstrip().startswith("<script"):
            doctree.remove(node)


def setup(app):
    app.connect("doctree-resolved", drop_live_code, priority=900)
    # Last of all handlers, because each extension adds its files in one.
    app.connect("html-page-context", keep_what_is_used, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
