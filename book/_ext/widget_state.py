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


def leave_out_what_is_not_set(state):
    """A layout says null of everything that it leaves to the style: half of what a page would hold."""
    for one in state["state"].values():
        if one["model_name"] == "LayoutModel":
            said = one["state"].items()
            one["state"] = {name: value for name, value in said if value is not None}


def name_shortly(state, body):
    """Return state and body with short names: those of 32 random digits cannot be packed."""
    names = {name: f"w{place}" for place, name in enumerate(state["state"])}
    known = re.compile("|".join(names) or "(?!)")

    def short(text):
        return known.sub(lambda found: names[found[0]], text)

    return json.loads(short(json.dumps(state))), VIEWS.sub(lambda v: short(v[0]), body)


def share_layouts_and_styles(widgets):
    """Keep one of all layouts, or styles, that say the same: each is a model that a page has to make."""
    first, same = {}, {}
    for name, one in widgets.items():
        if one["model_name"].endswith(("LayoutModel", "StyleModel")):
            same[name] = first.setdefault(json.dumps(one), name)
    text = REFERENCE.sub(
        lambda found: f'"IPY_MODEL_{same.get(found[1], found[1])}"', json.dumps(widgets)
    )
    kept = json.loads(text)
    return {name: one for name, one in kept.items() if same.get(name, name) == name}


def families(state, body):
    """Return a state for all widgets that hang together, those that a page shows first before the others."""
    widgets = state["state"]
    near = {name: set() for name in widgets}
    for name, one in widgets.items():
        for other in REFERENCE.findall(json.dumps(one)):
            near[name].add(other)
            near[other].add(name)
    found, left = [], dict(widgets)
    for name in shown(body):
        family, open_ones = {}, [name]
        while open_ones:
            one = open_ones.pop()
            if one in left:
                family[one] = left.pop(one)
                open_ones += near[one]
        if family:
            found.append({**state, "state": share_layouts_and_styles(family)})
    return found
