"""What is folded unfolds without scripts: an admonition or solution of class `dropdown` becomes <details>.

Jupyter Book folds them by a script, so that without it everything stands open.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class Folded(SphinxPostTransform):
    default_priority = 250  # after references in the titles are resolved
    formats = ("html",)

    def run(self, **kwargs):
        for box in list(self.document.findall(nodes.Element)):
            if "dropdown" in box.get("classes", []) and box.children:
                fold(box)


def fold(box):
    box["classes"].remove("dropdown")
    box["classes"].append("v2v-folded")
    title, *rest = box.children
    summary = nodes.inline("", "", *title.children)
    box.children = []
    box += [
        nodes.raw("", "<details><summary>", format="html"),
        summary,
        nodes.raw("", "</summary>", format="html"),
        *rest,
        nodes.raw("", "</details>", format="html"),
    ]


def setup(app):
    app.add_post_transform(Folded)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
