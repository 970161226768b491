"""Each explorer of the book once more, alone on a small page, for a frame in somebody's own page.

embed/PAGE/EXPLORER.html holds the explorer's spec and loads what runs it, but neither ipywidgets nor
the book's style: vendor/embed.js makes the controls. The explorer on the book's page is told where
its small page is, and offers the line of HTML that shows it.
"""

import copy
import json
import re
import shutil
from html import escape
from pathlib import Path

from live_widgets import lean, take_functions, write_functions
from shared_parts import ID, pack
from widget_state import STATE, embedded, shown

from cartlab.explorer import assemble
from cartlab.explorer.link import slug

FOLDER = "embed"
BEFORE_LIGHTENING = 590  # live_widgets.py takes out at 600 what is read here
STILL = re.compile(
    r'<figure[^>]*v2v-still.*?<img.*?src="(.*?)".*?<figcaption>(.*?)</figcaption>',
    re.DOTALL,
)
NAME = re.compile(r"v2v-p-(\w+)")
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<link rel="icon" href="{root}_static/favicon.svg" type="image/svg+xml" />
<title>{title} · {lesson} · {book}</title>
<link rel="stylesheet" href="{root}_static/vendor/embed.css" />
<link rel="stylesheet" href="{root}_static/explorer.css" />
<link rel="stylesheet" href="{root}_static/embed.css" />
<script defer src="{root}_static/engine.js" data-worker></script>
<script defer src="{root}_static/{functions}" data-worker></script>
<script defer src="{root}_static/{explorer}"></script>
<script defer src="{root}_static/vendor/embed.js"></script>
</head>
<body>
<h1 class="v2v-heard">{title}</h1>
<main><noscript>{still}</noscript></main>
<footer><a href="{home}" target="_blank" rel="noopener">{lesson}, in {book}</a> CC BY 4.0. Made for teaching, not medical advice.</footer>
<script type="application/json" id="v2v-embed">{data}</script>
<script type="application/json" id="{parts_id}">{parts}</script>
</body>
</html>
"""


class Page:
    """The widgets of a page of the book, as the build has stored them."""

    def __init__(self, state, body):
        self.widgets = state["state"]
        self.body = body

    def child(self, reference):
        return self.widgets[reference.removeprefix("IPY_MODEL_")]

    def children(self, widget):
        return [self.child(one) for one in widget["state"].get("children", [])]

    def explorers(self):
        """Yield (its picture, its groups of controls, its still) of each explorer shown."""
        views = [self.widgets[one] for one in shown(self.body)]
        boxes = [one for one in views if self.children(one)]
        stills = STILL.findall(self.body)
        for box, still in zip(boxes, stills, strict=True):
            column, picture = self.children(box)
            yield picture["state"], [*map(self.group, self.children(column))], still

    def group(self, group):
        """Return [legend, names of the parameters] of a group of controls."""
        legend, names = "", []
        for one in self.children(group):
            found = NAME.search(" ".join(one["state"]["_dom_classes"]))
            if found:
                names.append(found[1])
            else:
                legend = one["state"]["value"]
        return [legend, names]


def values(picture):
    return {
        name.removeprefix("value_"): value
        for name, value in picture.items()
        if name.startswith("value_")
    }


def write_embeds(app, pagename, templatename, context, doctree):
    folder = Path(app.outdir, FOLDER, pagename)
    shutil.rmtree(folder, ignore_errors=True)  # an explorer may have another name now
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") != STATE:
            continue
        state = json.loads(attributes["body"])
        depth = pagename.count("/")
        for picture, groups, still in Page(state, context["body"]).explorers():
            name = f"{FOLDER}/{pagename}/{slug(picture['spec']['title'])}"
            path = Path(app.outdir, f"{name}.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            page = page_of(app, pagename, name, copy.deepcopy(picture), groups, still)
            path.write_text(page, encoding="utf-8")
            picture["embed"] = f"{'../' * depth}{name}.html"
        attributes["body"] = embedded(state)


def page_of(app, pagename, name, picture, groups, still):
    """Return the small page of an explorer; its functions are written beside the others'."""
    root = "../" * name.count("/")
    functions = write_functions(app, name, take_functions([picture]))
    picture_file, sentence = still
    home = f"{root}{app.builder.get_target_uri(pagename)}"
    (spec,), parts = pack([picture["spec"]])  # the models of a chain share much
    data = dict(spec=spec, groups=groups, values=values(picture), home=home)
    image = f"{root}_images/{Path(picture_file).name}"
    return PAGE.format(
        language=app.config.language,
        title=escape(picture["spec"]["title"]),
        lesson=escape(app.env.titles[pagename].astext()),
        book=escape(app.config.html_title),
        root=root,
        functions=functions,
        explorer=explorer_of(app, picture["spec"]),
        home=home,
        still=f'<img src="{image}" alt="" />{sentence}',
        data=embedded(data),
        parts_id=ID,
        parts=embedded(parts),
    )


def explorer_of(app, spec):
    """Return the name of the explorer's script with the kinds of panel that this one has."""
    kinds = tuple(sorted({panel["kind"] for panel in spec["panels"]}))
    name = f"{FOLDER}/{'-'.join(kinds)}.js"
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(lean(name, assemble.explorer_script(kinds)), encoding="utf-8")
    return name


def sweep(app, error):
    """A page that is gone takes its small pages with it."""
    if error or app.builder.name != "html":
        return
    known = {Path(app.outdir, FOLDER, name) for name in app.env.found_docs}
    for page in Path(app.outdir, FOLDER).rglob("*.html"):
        if page.parent not in known:
            page.unlink()


def setup(app):
    app.connect("html-page-context", write_embeds, priority=BEFORE_LIGHTENING)
    app.connect("build-finished", sweep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
