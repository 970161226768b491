"""The address of the book leads to its welcome page.

Jupyter Book writes an index page that only redirects; this one has a language, a title, a link and what
a chat shows of it as well.
"""

from html import escape
from pathlib import Path

import previews

PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>{title}</title>
{preview}
<meta http-equiv="refresh" content="0; url={first}" />
</head>
<body><main><h1>{title}</h1><p><a href="{first}">Open the course</a></p></main></body>
</html>
"""


def write_index(app, error):
    if error or app.builder.name != "html":
        return
    title, root = app.config.html_title, app.config.root_doc
    sentence = previews.sentence_of(app.env.get_doctree(root))
    page = PAGE.format(
        language=app.config.language,
        title=escape(title),
        first=app.builder.get_target_uri(root),
        preview=previews.tags(app.config, title, sentence, "", previews.PICTURE),
    )
    Path(app.outdir, "index.html").write_text(page, encoding="utf-8")


def setup(app):
    # After Jupyter Book's own, which writes at the default priority.
    app.connect("build-finished", write_index, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
