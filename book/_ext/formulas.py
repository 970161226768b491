"""Formulas are MathML, made while the book is built; no page needs a script for them.

In the sources they stay LaTeX, which JupyterLab sets. This extension turns into MathML (a) formulas
of the text and of what cells display, (b) formulas between \\( and \\) in tables of models.
A command that is not known stops the build and says where it stands.
"""

import re
from html import unescape

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.errors import SphinxError
from sphinx.transforms.post_transforms import SphinxPostTransform

IN_HTML = re.compile(r"\\\((.+?)\\\)")
CONVERTER = LatexToMathML(fancy_error=False)


class FormulaError(SphinxError):
    category = "Formula"


def mathml(latex, place, block=False):
    """Return a formula as a <math> element; place says in an error where it stands."""
    try:
        return CONVERTER.convert_with_local_state(latex, displaystyle=block)
    except LatexError as error:
        raise FormulaError(
            f"{place}: {error} in {latex.strip()!r}. Write it with commands that "
            "https://tmke8.github.io/math-core knows."
        ) from None


def place_of(node, env, docname):
    while node.line is None and node.parent is not None:
        node = node.parent
    return f"{env.doc2path(docname)}:{node.line}"


def inline(writer, node):
    place = place_of(node, writer.builder.env, writer.builder.current_docname)
    writer.body.append(mathml(node.astext(), place))
    raise nodes.SkipNode


def block(writer, node):
    place = place_of(node, writer.builder.env, writer.builder.current_docname)
    made = mathml(node.astext(), place, block=True)
    writer.body.append(f'<div class="math">{made}</div>\n')
    raise nodes.SkipNode


class FormulasInHtml(SphinxPostTransform):
    """The tables of models are HTML, with signs between \\( and \\)."""

    default_priority = 900  # after MyST-NB chose one kind of each output
    formats = ("html",)

    def run(self, **kwargs):
        for node in self.document.findall(nodes.raw):
            if "html" in node.get("format", "").split():
                place = place_of(node, self.env, self.env.docname)
                html = IN_HTML.sub(
                    lambda found, place=place: mathml(unescape(found[1]), place),
                    node.astext(),
                )
                node.children = [nodes.Text(html)]


def setup(app):
    app.add_html_math_renderer("mathml", (inline, None), (block, None))
    app.add_post_transform(FormulasInHtml)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
