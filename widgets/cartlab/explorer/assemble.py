"""Joins the JavaScript modules and the style sheets; there is no other build step.

Each module has a scope of its own: `import { a as b } from "./c.js";` stands alone on its
line (or lines), and `export` before a function, a class or one const. In the joined text a
module is a constant named after its path: solve/say.js is solve_say.

What a worker needs to run models stands in a function of its own, `engine`: the page calls
it, and a worker is given its text, so that nothing is sent twice and no file is asked for.
"""

import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
IMPORT = re.compile(
    r'^import (?:\{(?P<names>[^}]*)\} from )?"(?P<path>[^"]+)";\n', re.MULTILINE
)
EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) (\w+))", re.M)
STYLES = ("tokens.css", "uplot/uPlot.min.css", "explorer.css", "predict.css")
START = "explorer.js"
WORKER = "many/worker.js"


class ModuleError(ValueError):
    """The modules cannot be joined; says which, and what to write instead."""


def sources(starts=()):
    """Return the modules' paths in the order in which they need each other.

    starts: where the search begins; without any, every panel's modules and the explorer.
    """
    ordered, open_ones = [], []

    def visit(path):
        if path in open_ones:
            circle = " → ".join(one.name for one in [*open_ones, path])
            raise ModuleError(f"{circle}: modules cannot need each other; cut one out")
        if path in ordered:
            return
        open_ones.append(path)
        for found in IMPORT.finditer(path.read_text("utf-8")):
            visit((path.parent / found["path"]).resolve())
        ordered.append(open_ones.pop())

    for start in starts or [*of_panels("js"), HERE / START]:
        visit(start)
    return ordered


def of_panels(ending):
    """Return the files of all panels with this ending; a panel is a folder."""
    return sorted(HERE.glob(f"panels/*/*.{ending}"))


def name_of(path):
    """Return the name of a module's constant in the joined text."""
    return re.sub(r"\W", "_", path.relative_to(ROOT).with_suffix("").as_posix())


def exports(path):
    """Return the names that a module offers to others."""
    return EXPORT.findall(path.read_text("utf-8"))


def in_scope(path):
    """Return a module as one constant: an object of what it exports."""

    def brought(found):
        giver = (path.parent / found["path"]).resolve()
        names = [one.strip() for one in (found["names"] or "").split(",")]
        offered = exports(giver)
        for name in filter(None, names):
            if name.split(" as ")[0] not in offered:
                raise ModuleError(
                    f"{path.name} imports {name}, but {giver.name} exports only "
                    f"{', '.join(offered)}"
                )
        taken = ", ".join(names).replace(" as ", ": ")
        return f"const {{ {taken} }} = {name_of(giver)};\n" if found["names"] else ""

    text = path.read_text("utf-8")
    body = EXPORT.sub("", IMPORT.sub(brought, text))
    offered = ", ".join(exports(path))
    return f"const {name_of(path)} = (() => {{\n{body}return {{ {offered} }};\n}})();"


def uplot():
    """Return uPlot as one constant, with a language of its own.

    It asks for the number format of the browser's language, and a browser may have one
    that is no language at all, such as "C". All numbers on the axes are written here.
    """
    text = (HERE / "uplot/uPlot.iife.min.js").read_text("utf-8")
    return (
        f"const uPlot = ((navigator) => {{\n{text}return uPlot;\n}})"
        '({ language: "en-US" });'
    )


@cache
def joined():
    """Return uPlot and all modules as one text, each module in a scope of its own."""
    engine = sources([HERE / WORKER])
    page = [path for path in sources() if path not in engine]
    names = ", ".join(map(name_of, engine))
    return "\n".join(
        [
            uplot(),
            "const engine = () => {",
            *map(in_scope, engine),
            f"return {{ {names} }};\n}};\nconst {{ {names} }} = engine();",
            *map(in_scope, page),
        ]
    )


def module():
    """Return the ES module that anywidget loads."""
    return f"{joined()}\nexport default {{ render: explorer_explorer.render }};\n"


def classic_script():
    """Return the script that a page links once: it sets globalThis.cartlab.explorer.

    cartlab.modules has every module, for scripts of the same page that need some.
    """
    names = ", ".join(map(name_of, sources()))
    return (
        f'(() => {{\n"use strict";\n{joined()}\n'
        "globalThis.cartlab = Object.assign(globalThis.cartlab ?? {}, "
        f"{{ explorer: {{ render: explorer_explorer.render }}, modules: {{ {names} }} }});"
        "\n})();\n"
    )


@cache
def stylesheet():
    """Return the tokens and the styles of explorer, predictions and panels."""
    files = [*(HERE / name for name in STYLES), *of_panels("css")]
    return "\n".join(path.read_text("utf-8") for path in files)
