"""The stored state of a page's widgets, in parts that a page can make one after the other.

Widgets that hang together (an explorer with its controls, and the questions about it) are one part, and
the parts stand in the order of the page: the first explorer waits for the models of no other.
"""

import json
import re
from html import unescape

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
VIEWS = re.compile(rf'<script type="{re.escape(VIEW)}">\s*(.*?)\s*</script>', re.DOTALL)
REFERENCE = re.compile(r'"IPY_MODEL_(\w+)"')


def embedded(data):
    """Return data as JSON for a page: "</script" or "<!--" would end its element."""
    return json.dumps(data, separators=(",", ":")).replace("<", r"\u003c")


def shown(body):
    """Return the names of the widgets that a page shows, in its order."""
    return [json.loads(unescape(text))["model_id"] for text in VIEWS.findall(body)]


# What manager.js makes on a page; whatever else a lesson shows is there in a notebook only.
KNOWN = {
    *("AnyModel", "BoxModel", "HBoxModel", "VBoxModel", "LabelModel"),
    *("CheckboxModel", "DropdownModel"),
    *("FloatLogSliderModel", "FloatSliderModel", "IntSliderModel"),
    *("LinkModel", "DirectionalLinkModel"),
}
# What manager.js asks of widgets; the rest is for a kernel, or for a look that the explorer's style gives.
READ = {
    *("_dom_classes", "_esm", "_options_labels", "base", "children", "description"),
    *("embed", "home", "index", "max", "min", "picture", "source", "spec", "step"),
    *("target", "value"),
}
OF_A_PICTURE = "value_"  # and the name of a parameter


def leave_out_what_no_page_reads(state):
    """Leave out layouts, styles and what only other front ends ask for: most of the state."""
    state["state"] = {
        name: {
            "model_name": one["model_name"],
            "model_module": one["model_module"],
            "state": read_of(one["state"]),
        }
        for name, one in state["state"].items()
        if not one["model_name"].endswith(("LayoutModel", "StyleModel"))
    }


def unknown(state):
    """Return the kinds of widget that manager.js does not make."""
    return {one["model_name"] for one in state["state"].values()} - KNOWN


def read_of(said):
    return {
        name: value
        for name, value in said.items()
        if name in READ or name.startswith(OF_A_PICTURE)
    }


def name_shortly(state, body):
    """Return state and body with short names: those of 32 random digits cannot be packed."""
    names = {name: f"w{place}" for place, name in enumerate(state["state"])}
    known = re.compile("|".join(names) or "(?!)")

    def short(text):
        return known.sub(lambda found: names[found[0]], text)

    return json.loads(short(json.dumps(state))), VIEWS.sub(lambda v: short(v[0]), body)


def references(widgets):
    """Return {name of a widget: the names of those of which it speaks}."""
    return {
        name: set(REFERENCE.findall(json.dumps(one))) for name, one in widgets.items()
    }


def reached(name, near):
    """Return all that can be reached from a name, and the name; near: {name: those beside it}."""
    found, open_ones = set(), [name]
    while open_ones:
        one = open_ones.pop()
        if one in near and one not in found:
            found.add(one)
            open_ones += near[one]
    return found


def alone(state, name):
    """Return a state of one widget, of all that it is made of, and of the links among them."""
    widgets = state["state"]
    refers = references(widgets)
    inside = reached(name, refers)
    links = {
        one
        for one, told in widgets.items()
        if told["model_name"].endswith("LinkModel") and refers[one] <= inside
    }
    return part(state, inside | links)


def families(state, body):
    """Return {name of a widget that a page shows: a state of all that hang together with it}.

    What was named before has no entry of its own; the order is that of the page.
    """
    near = references(state["state"])
    for name, others in list(near.items()):
        for other in others & near.keys():
            near[other] = near[other] | {name}
    found, placed = {}, set()
    for name in shown(body):
        family = reached(name, near) - placed
        if family:
            found[name] = part(state, family)
        placed |= family
    return found


def part(state, names):
    """Return a state of some of its widgets, in their order."""
    kept = {name: one for name, one in state["state"].items() if name in names}
    return {**state, "state": kept}
