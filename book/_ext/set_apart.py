"""The pages for teachers are set apart: whoever learns does not come upon a key by accident.

The search of the book does not find them, and no *Next* or *Before this* leads into them or out of
them; the contents and links do.
"""

TEACHING = "book/teaching/"


def hide_from_search(app, doctree):
    """Mark a page as Sphinx's own field `:nosearch:` does."""
    if app.env.docname.startswith(TEACHING):
        app.env.metadata[app.env.docname]["nosearch"] = True


def end_the_chain(app, pagename, templatename, context, doctree):
    _, before, after = app.builder.relations.get(pagename, (None, None, None))
    for name, other in (("prev", before), ("next", after)):
        if other and other.startswith(TEACHING) != pagename.startswith(TEACHING):
            context[name] = None


def setup(app):
    app.connect("doctree-read", hide_from_search)
    app.connect("html-page-context", end_the_chain)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
