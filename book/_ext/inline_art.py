"""The book's own pictures stand in the page itself, not beside it.

An SVG in the page follows its colors from light to dark, its text is text, and its links work. In the
source it is an ordinary image, so that it shows in JupyterLab and on GitHub too. A link of a picture
to `NN_stage.html` leads to the page of that stage, be it a lesson or still its announcement.
"""

import re
from pathlib import Path, PurePosixPath

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class InlineArt(SphinxPostTransform):
    default_priority = 5
    formats = ("html",)

    def run(self, **kwargs):
        for image in list(self.document.findall(nodes.image)):
            uri = PurePosixPath(image["uri"])
            if uri.suffix == ".svg" and uri.parent.name == "art":
                picture = Path(self.app.srcdir, uri).read_text(encoding="utf-8")
                picture = re.sub(r'href="[^"#]*?(\w+)\.html"', self.page_of, picture)
                image.replace_self(nodes.raw("", picture, format="html"))

    def page_of(self, match):
        for docname in sorted(self.env.found_docs):
            if PurePosixPath(docname).name == match[1]:
                here = self.env.docname
                return f'href="{self.app.builder.get_relative_uri(here, docname)}"'
        raise LookupError(
            f"A picture links to {match[1]}, which is no page of the book."
        )


def setup(app):
    app.add_post_transform(InlineArt)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
