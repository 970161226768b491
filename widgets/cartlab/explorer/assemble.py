"""Joins the JavaScript modules and the style sheets; there is no other build step.

The modules keep two rules: every top-level name is unique among all of them, and
`import` and `export` stand alone at the start of a line.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
IMPORT = re.compile(r'^import \{[^}]*\} from "([^"]+)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.MULTILINE)
STYLES = ("tokens.css", "uplot/uPlot.min.css", "explorer.css", "predict.css")


def sources():
    """Return the modules' paths in the order in which they need each other."""
    ordered = []

    def visit(path):
        if path not in ordered:
            for name in IMPORT.findall(path.read_text("utf-8")):
                visit((path.parent / name).resolve())
            ordered.append(path)

    visit(HERE / "explorer.js")
    return ordered


@cache
def joined():
    """Return uPlot and all modules as one text with one scope."""
    parts = [(HERE / "uplot/uPlot.iife.min.js").read_text("utf-8")]
    for path in sources():
        parts.append(EXPORT.sub("", IMPORT.sub("", path.read_text("utf-8"))))
    return "\n".join(parts)


def module():
    """Return the ES module that anywidget loads."""
    return f"{joined()}\nexport default {{ render }};\n"


def classic_script():
    """Return the script that a page links once: it sets globalThis.cartlab.explorer."""
    return (
        f'(() => {{\n"use strict";\n{joined()}\n'
        "globalThis.cartlab = Object.assign(globalThis.cartlab ?? {}, "
        "{ explorer: { render } });\n})();\n"
    )


@cache
def stylesheet():
    """Return the tokens and the styles of the explorer and the predictions."""
    return "\n".join((HERE / name).read_text("utf-8") for name in STYLES)
