"""Each explorer of the book once more, alone on a small page, for a frame in somebody's own page.

embed/PAGE/EXPLORER.html holds the explorer's widgets and loads what runs them, but not the book's
style. The explorer on the book's page is told where its small page is, and offers the line of HTML
that shows it.
"""

import copy
import json
import re
import shutil
from html import escape
from pathlib import Path

from live_widgets import data_element, lean, lightened, pictures_of
from widget_state import STATE, VIEW, alone, embedded, shown

from cartlab.explorer import assemble
from cartlab.explorer.link import slug

FOLDER = "embed"
BEFORE_LIGHTENING = 590  # live_widgets.py takes out at 600 what is read here
STILL = re.compile(
    r'<figure[^>]*v2v-still.*?<img.*?src="(.*?)".*?<figcaption>(.*?)</figcaption>',
    re.DOTALL,
)
PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="robots" content="noindex" />
<link rel="icon" href="{root}_static/favicon.svg" type="image/svg+xml" />
<title>{title} · {lesson} · {book}</title>
<link rel="stylesheet" href="{root}_static/explorer.css" />
<link rel="stylesheet" href="{root}_static/embed.css" />
<script defer src="{root}_static/engine.js" data-worker></script>
<script defer src="{root}_static/{functions}" data-worker></script>
<script defer src="{root}_static/{explorer}"></script>
<script defer src="{root}_static/embed.js"></script>
<script defer src="{root}_static/manager.js"></script>
</head>
<body>
<h1 class="v2v-heard">{title}</h1>
<main class="v2v-live">{view}<noscript>{still}</noscript></main>
<footer><a href="{home}" target="_blank" rel="noopener">{lesson}, in {book}</a> CC BY 4.0. Made for teaching, not medical advice.</footer>
{data}
</body>
</html>
"""


def explorers(state, body):
    """Yield (its name, a state of its widgets, its still) of each explorer that a page shows."""
    names = [name for name in shown(body) if is_explorer(state["state"].get(name))]
    for name, still in zip(names, STILL.findall(body), strict=True):
        yield name, alone(state, name), still


def is_explorer(widget):
    return widget and "v2v-explorer" in widget["state"].get("_dom_classes", [])


def write_embeds(app, pagename, templatename, context, doctree):
    folder = Path(app.outdir, FOLDER, pagename)
    shutil.rmtree(folder, ignore_errors=True)  # an explorer may have another name now
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") != STATE:
            continue
        state = json.loads(attributes["body"])
        depth = pagename.count("/")
        for widget, part, still in explorers(state, context["body"]):
            (picture,) = pictures_of(part)
            name = f"{FOLDER}/{pagename}/{slug(picture['spec']['title'])}"
            path = Path(app.outdir, f"{name}.html")
            path.parent.mkdir(parents=True, exist_ok=True)
            page = page_of(app, pagename, name, widget, copy.deepcopy(part), still)
            path.write_text(page, encoding="utf-8")
            picture["embed"] = f"{'../' * depth}{name}.html"
        attributes["body"] = embedded(state)


def page_of(app, pagename, name, widget, state, still):
    """Return the small page of an explorer; its functions are written beside the others'."""
    root = "../" * name.count("/")
    picture_file, sentence = still
    home = f"{root}{app.builder.get_target_uri(pagename)}"
    (picture,) = pictures_of(state)
    picture["home"] = home
    spec = picture["spec"]
    view = data_element({"model_id": widget}, type=VIEW)
    view, functions, data = lightened(app, name, state, view)
    image = f"{root}_images/{Path(picture_file).name}"
    return PAGE.format(
        language=app.config.language,
        title=escape(spec["title"]),
        lesson=escape(app.env.titles[pagename].astext()),
        book=escape(app.config.html_title),
        root=root,
        functions=functions,
        explorer=explorer_of(app, spec),
        home=home,
        view=view,
        still=f'<img src="{image}" alt="" />{sentence}',
        data="\n".join(data),
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
