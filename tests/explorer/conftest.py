"""A small model with every kind of control, and a page that shows explorers as the book does."""

import json

import live_widgets
import pytest
from ipywidgets.embed import embed_data

from cartlab import Dose, Model, Output, Parameter, State
from cartlab.explorer import Explorer, Sweep, Table, assemble
from cartlab.language import where


def make_model():
    model = Model(
        "Growth in a flask",
        t_end=10,
        states=dict(N=State("start", "cell", "cells")),
        parameters=dict(
            start=Parameter(
                1e3, "cell", "cells at the start", (10, 1e6), "Start", scale="log"
            ),
            r=Parameter(0.893, "1/day", "growth rate", (0.2, 1.5), "Growth"),
            drug=Parameter(0, "1", "the drug is given", (0, 1), "Drug", kind="switch"),
            day=Parameter(
                3, "day", "day of the drug", (0, 9), "Day", step=0.5, needs="drug"
            ),
            medium=Parameter(
                1,
                "1",
                "speed in this medium",
                (0.5, 1),
                "Medium",
                kind="choice",
                choices={"plain": 0.5, "rich": 1},
            ),
            flasks=Parameter(2, "1", "flasks", (1, 5), "Flasks", kind="whole"),
            crowd=Parameter(0, "1/cell/day", "growth by company", (0, 100), "Crowd"),
            fed=Parameter(0, "cell", "cells added on day 5", (0, 1e6), "Added"),
        ),
        doses=[Dose("N", "fed", time=5, label="feeding")],
        outputs=dict(
            cells=Output("cell", "cells", (1, 1e12), "Cells", scale="log"),
            share=Output("1", "share of a full flask", (0, 1), "Share", look="tumor"),
        ),
    )

    @model.rates
    def rates(t, y, p):
        growth = p.r * p.medium * where(t < p.day, 1, 1 - 2 * p.drug)
        return dict(N=growth * y.N + p.crowd * y.N * y.N)

    @model.observe
    def observe(t, y, p):
        cells = p.flasks * y.N
        return dict(cells=cells, share=y.N / (y.N + p.start))

    return model


def make_lab(model):
    return Explorer(
        model,
        sliders={
            "": ["drug", "day"],
            "The culture": ["start", "r", "medium", "flasks", "crowd"],
        },
        panels=[
            ["cells"],
            ["share"],
            Sweep("cells at 10", over="r"),
            Table("peak cells"),
        ],
        readouts={"At the end": "cells at end", "Enough": "first above 1e5 cells"},
        says="{cells at 10} on day 10, enough on {first above 1e5 cells}.",
        scenes={"with the drug": dict(drug=1, day=5), "plain": dict(medium=0.5)},
        title="Every kind of control",
    )


@pytest.fixture(scope="session")
def model():
    return make_model()


@pytest.fixture
def lab(model):
    return make_lab(model)


@pytest.fixture
def open_lab(page, tmp_path):
    """Open explorers on a page without a kernel: open_lab(lab, width=390).

    alive: how many of them draw, by default all.
    """

    def opened(*labs, fragment="", alive=None, **options):
        write_page(tmp_path, labs)
        found = page((tmp_path / "page.html").as_uri() + fragment, **options)
        count = len(labs) if alive is None else alive
        drawn = f"(globalThis.cartlab?.pictures ?? []).length === {count}"
        found.wait_for_function(drawn)
        found.evaluate(
            "Promise.all((cartlab.pictures ?? []).map((one) => one.settled()))"
        )
        return found

    return opened


def write_page(folder, labs):
    """Write a page that shows explorers as the book does, and all that it loads."""
    for name, text in (
        ("page.html", static_page(labs)),
        ("engine.js", assemble.engine_script()),
        ("explorer.js", assemble.explorer_script()),
        ("manager.js", live_widgets.manager_script()),
        ("explorer.css", live_widgets.stylesheet()),
    ):
        (folder / name).write_text(text, encoding="utf-8")


def static_page(labs):
    data = embed_data(views=list(labs), drop_defaults=False)
    for widget in data["manager_state"]["state"].values():
        if widget["model_module"] == "anywidget":
            widget["state"]["_esm"] = "explorer"  # the file stands for the text
            del widget["state"]["_css"]
    views = "".join(
        '<div class="cell_output"><script type="application/vnd.jupyter.widget-view+json">'
        f"{json.dumps(view)}</script></div>"
        for view in data["view_specs"]
    )
    return f"""<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Explorers</title>
<link rel="stylesheet" href="explorer.css">
<script src="engine.js" defer></script><script src="explorer.js" defer></script><script src="manager.js" defer></script>
</head><body><main><h1>Explorers</h1><h2>On a page</h2>{views}<p style="height: 100vh">The end.</p>
</main><script type="application/vnd.jupyter.widget-state+json">
{json.dumps(data["manager_state"])}</script></body></html>"""
