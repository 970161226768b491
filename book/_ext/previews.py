"""What a search engine and a chat show of a page: its title, its lead, a picture.

The lead is the paragraph of class `v2v-lead` below the title; every page has one, so nothing is
written twice. The picture is made by art/preview.py. Its address is complete only where _config.yml
says where the book stands (html: baseurl).
"""

import json
import re
from html import escape
from pathlib import Path

from docutils import nodes
from sphinx.util import logging

PICTURE = "_static/preview.png"
SIZE = (1200, 630)
VIEWPORT = re.compile(r'\s*<meta name="viewport"[^>]*>')


def sentence_of(doctree):
    """Return the lead of a page, or an empty text."""
    for node in doctree.findall(nodes.Element):
        if "v2v-lead" in node.get("classes", []):
            return " ".join(node.astext().split())
    return ""


def tags(config, title, sentence, page, picture):
    """Return the <meta> elements; page and picture are addresses relative to the book or the page."""
    base = config.html_baseurl.rstrip("/")
    open_graph = {
        "og:type": "website",
        "og:site_name": config.html_title,
        "og:title": title,
        "og:description": sentence,
        "og:image": f"{base}/{PICTURE}" if base else picture,
        "og:image:width": SIZE[0],
        "og:image:height": SIZE[1],
        "og:image:alt": "A loop from vein to vein: cells leave the body, are changed, and return.",
    }
    if base:
        open_graph["og:url"] = f"{base}/{page}"
    made = [f'<meta name="description" content="{escape(sentence)}" />']
    made += [
        f'<meta property="{name}" content="{escape(str(text))}" />'
        for name, text in open_graph.items()
    ]
    return "\n".join(made)


def add_preview(app, pagename, templatename, context, doctree):
    # Sphinx's own layout names the viewport already.
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))
    if doctree is None:
        return
    sentence = sentence_of(doctree)
    if not sentence:
        logging.getLogger(__name__).warning(
            "no paragraph of class v2v-lead; it is what search engines show",
            location=pagename,
        )
    title = app.env.titles[pagename].astext()
    page = app.builder.get_target_uri(pagename)
    picture = context["pathto"](PICTURE, 1)
    context["preview"] = tags(app.config, title, sentence, page, picture)


def write_leads(app, error):
    """The leads of all pages, for a search that may not read the pages: search.js."""
    if error or app.builder.name != "html":
        return
    leads = {
        app.builder.get_target_uri(name): sentence_of(app.env.get_doctree(name))
        for name in sorted(app.env.found_docs)
    }
    text = f"globalThis.leads = {json.dumps(leads, indent=0)};\n"
    Path(app.outdir, "_static", "leads.js").write_text(text, encoding="utf-8")


def setup(app):
    app.connect("html-page-context", add_preview)
    app.connect("build-finished", write_leads)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
