"""Explorers that live on a page without a kernel.

The build has executed the lessons, so every page with widgets carries their state. This extension
(a) loads the explorer's script once, instead of once in the state of every picture; the tasks' too,
    where there are any,
(b) takes script and style out of the stored state, and what explorers have in common, and writes it in parts
    at the foot of the page: the first explorer needs one of them; manager.js makes widgets of them,
(c) writes what models do into a file for each page, because a site may forbid scripts of another kind,
(d) puts the stored picture and its sentence beside every widget: shown until the explorer has drawn,
    without scripts, and in print; beside a task, its question and folded answer.
"""

import hashlib
import json
import re
import shutil
from pathlib import Path

import rcssmin
from docutils import nodes
from shared_parts import ID, pack
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from widget_state import (
    STATE,
    VIEW,
    embedded,
    families,
    leave_out_what_no_page_reads,
    name_shortly,
    unknown,
)

from cartlab.explorer import assemble
from cartlab.tasks import script as tasks

logger = logging.getLogger(__name__)

MANAGER = Path(__file__).parents[2] / "widgets" / "manager"
# What ipywidgets makes its sliders of, too, and its license.
SLIDER = MANAGER / "vendor" / "nouislider-15.4.0"

# A comment of whole lines, and one at the end of a line: with a quote it may be in a text.
# (A minifier that knows no template within a template took spaces out of our sentences.)
OWN_LINES = re.compile(
    r"^[ \t]*(?://.*|/\*(?!!)(?:[^*]|\*(?!/))*\*/[ \t]*)\n", re.MULTILINE
)
AT_THE_END = re.compile(r"""(?<=[;,{}()\]])[ ]//[ ][^"'`\n]*$""", re.MULTILINE)
# Rules of noUiSlider's style for what no slider here has; each page would wait for them.
UNUSED = re.compile(
    r"[^{}]*noUi-(?:draggable|marker|pips|rtl|tooltip|txt-dir-rtl|value|vertical)[^{}]*\{[^{}]*\}"
)
FUNCTIONS = "functions"  # folder of the files with the functions of a page's models
WORKER = {"defer": "defer", "data-worker": ""}  # what many/crew.js starts a worker of
# What the first explorer waits for is asked for at once, as the styles are, and not after them.
SOON = {"fetchpriority": "high"}


def write_shared_files(app):
    """The scripts and stylesheets of explorers and tasks, beside the book's own."""
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("engine.js", assemble.engine_script()),
        ("explorer.js", assemble.explorer_script()),
        ("explorer.css", stylesheet()),
        ("manager.js", manager_script()),
        ("embed.js", (MANAGER / "embed.js").read_text("utf-8")),
        ("tasks.js", tasks.classic_script()),
        ("tasks.css", tasks.stylesheet()),
    ):
        (folder / name).write_text(lean(name, text), encoding="utf-8")
    shutil.copyfile(SLIDER / "LICENSE", folder / "nouislider.LICENSE.txt")


def manager_script():
    """Return the script that makes a page's widgets of their stored state."""
    slider, own = SLIDER / "nouislider.min.js", MANAGER / "manager.js"
    note = "/*! noUiSlider: nouislider.LICENSE.txt beside this file */"
    return f"{note}\n{slider.read_text('utf-8')};\n{own.read_text('utf-8')}"


def stylesheet():
    """Return the style of explorers and of the slider, which ipywidgets brings elsewhere."""
    slider = (SLIDER / "nouislider.min.css").read_text("utf-8")
    return f"{UNUSED.sub('', slider)}\n{assemble.stylesheet()}"


def lean(name, text):
    """Return a script or a stylesheet without what only its readers need."""
    if name.endswith(".css"):
        return rcssmin.cssmin(text, keep_bang_comments=True)  # those hold licenses
    return unindented(AT_THE_END.sub("", OWN_LINES.sub("", text)))


def unindented(script):
    """Return a script without indentation, but in texts of several lines."""
    lines, in_text = [], False
    for line in script.split("\n"):
        lines.append(line if in_text else line.lstrip(" \t"))
        in_text ^= line.count("`") % 2 == 1
    return "\n".join(lines)


def is_picture(model):
    return is_ours(model) and "picture" not in model["state"]


def is_task(model):
    return is_ours(model) and "picture" in model["state"]


def is_ours(model):
    return model["model_module"] == "anywidget" and "spec" in model["state"]


def pictures_of(state):
    return [one["state"] for one in state["state"].values() if is_picture(one)]


def name_scripts(state):
    """Name the script of each picture and task, which the page loads as a file with its style."""
    for model in filter(is_ours, state["state"].values()):
        model["state"]["_esm"] = "tasks" if is_task(model) else "explorer"
        model["state"].pop("_css", None)


def models_of(spec):
    """Return the specs of all models of a picture: of its chain, and of its panels' own."""
    model = spec["model"]
    own = [panel["mean"] for panel in spec["panels"] if "mean" in panel]
    return [*model.get("chain", [model]), *own]


def take_functions(pictures):
    """Take the models' functions out of the pictures; return {key: functions}."""
    taken = {}
    for picture in pictures:
        for model in models_of(picture["spec"]):
            functions = model["javascript"]
            key = hashlib.sha256(json.dumps(functions).encode()).hexdigest()[:12]
            taken[key], model["javascript"] = functions, {"key": key}
    return taken


def share_parts(pictures):
    """Take out of the pictures what they have in common; return the table of it."""
    packed, table = pack([picture["spec"] for picture in pictures])
    for picture, spec in zip(pictures, packed, strict=True):
        picture["spec"] = spec
    return table


def data_element(data, **attributes):
    """Return an element of a page that holds data."""
    said = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    return f"<script {said}>{embedded(data)}</script>"


def lightened(app, name, state, body):
    """Return (text, functions, elements) of a page that holds the widgets of a state.

    text: its body, which knows them by shorter names; functions: the file with what its
    models do, written; elements: what the page holds of its widgets, for manager.js.
    """
    name_scripts(state)
    leave_out_what_no_page_reads(state)
    for kind in sorted(unknown(state)):
        logger.warning(
            "%s: a page cannot show %s; show it as a figure, or teach it to "
            "widgets/manager/manager.js and KNOWN in book/_ext/widget_state.py",
            name,
            kind,
        )
    pictures = pictures_of(state)
    functions = write_functions(app, name, take_functions(pictures))
    table = share_parts(pictures)
    state, text = name_shortly(state, body)
    parts = families(state, text).values()
    shared = data_element(table, id=ID, type="application/json")
    return text, functions, [shared, *(data_element(one, type=STATE) for one in parts)]


def lighten_state(app, pagename, templatename, context, doctree):
    for script in context.get("script_files", []):
        attributes = getattr(script, "attributes", {})
        if attributes.get("type") == STATE:
            state = json.loads(attributes["body"])
            asks = any(map(is_task, state["state"].values()))
            context["body"], functions, context["widget_data"] = lightened(
                app, pagename, state, context["body"]
            )
            app.add_js_file("engine.js", **WORKER, **SOON, priority=398)
            app.add_js_file(functions, **WORKER, **SOON, priority=399)
            app.add_js_file("explorer.js", defer="defer", **SOON, priority=400)
            if asks:
                app.add_js_file("tasks.js", defer="defer", priority=510)
                app.add_css_file("tasks.css")


def write_functions(app, pagename, models):
    """Write the file with the functions of a page's models; return its name."""
    name = f"{FUNCTIONS}/{pagename}.js"
    path = Path(app.outdir, "_static", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = lean(name, assemble.functions_script(models))
    path.write_text(text, encoding="utf-8")
    return name


class Stills(SphinxPostTransform):
    """Keeps the stored picture of a widget, where the choice of one kind of output would drop it."""

    default_priority = 3  # before MyST-NB chooses one kind for the page
    formats = ("html",)

    def run(self, **kwargs):
        for number, bundle in enumerate(list(self.document.findall(is_bundle))):
            kinds = {child["mime_type"]: child for child in bundle.children}
            if VIEW in kinds and "image/png" in kinds:
                place = bundle.parent.index(bundle) + 1
                bundle.parent.insert(place, still(kinds, f"still-{number}"))
                bundle.parent["classes"].append("v2v-live")
                bundle.parent.parent["classes"].append("v2v-live-cell")
            elif VIEW in kinds and "text/html" in kinds:
                place = bundle.parent.index(bundle) + 1
                bundle.parent.insert(place, stored(kinds["text/html"]))


def is_bundle(node):
    return isinstance(node, nodes.container) and node.get("nb_element") == "mime_bundle"


def still(kinds, identifier):
    (image,) = kinds["image/png"].findall(nodes.image)
    image = image.deepcopy()
    image["alt"] = "The explorer's curves at its starting values."
    image["loading"] = "lazy"
    sentence = kinds["text/plain"].astext() if "text/plain" in kinds else ""
    caption = nodes.caption("", f"{sentence} The sliders need scripts.".strip())
    return nodes.figure("", image, caption, classes=["v2v-still"], ids=[identifier])


def stored(html):
    """Return the form of a task that needs no script."""
    copies = [one.deepcopy() for one in html.children]
    return nodes.container("", *copies, classes=["v2v-task-stored"])


def setup(app):
    app.connect("builder-inited", write_shared_files)
    # After MyST-NB (500) has put the state into the page, before lean_pages.py sorts the scripts.
    app.connect("html-page-context", lighten_state, priority=600)
    app.add_post_transform(Stills)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
