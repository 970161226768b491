"""A table that is wider than the window scrolls in a box of its own, and the page does not.

book.js lets the keyboard reach the box while there is something to scroll.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class WideTables(SphinxPostTransform):
    default_priority = 250  # after references in the cells are resolved
    formats = ("html",)

    def run(self, **kwargs):
        for table in list(self.document.findall(nodes.table)):
            box = nodes.container("", classes=["v2v-wide-table"])
            table.replace_self(box)
            box += table


def setup(app):
    app.add_post_transform(WideTables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
