"""Joins the JavaScript modules and the style sheets; there is no other build step.

Each module has a scope of its own: `import { a as b } from "./c.js";` stands alone on its
line (or lines), and `export` before a function, a class or one const. In the joined text a
module is a constant named after its path: solve/say.js is solve_say.

What a worker needs to run models stands in a function of its own, `engine`. On the site it
is a file of its own, which the page and its worker load; elsewhere it is part of the module,
and a worker is given its text. many/crew.js chooses.
"""

import re
from functools import cache
from pathlib import Path

from cartlab.language.javascript import together

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
    """Return uPlot as one constant; uplot/browser.js says what it is told and why."""
    text = (HERE / "uplot/uPlot.iife.min.js").read_text("utf-8")
    told = HERE / "uplot/browser.js"
    names = ", ".join(exports(told))
    return (
        f"{in_scope(told)}\nconst uPlot = (({{ {names} }}) => {{\n{text}return uPlot;\n"
        f"}})({name_of(told)});"
    )


def of_engine():
    """Return the modules that run models, in a worker as on the page."""
    return sources([HERE / WORKER])


def engine_names():
    return ", ".join(map(name_of, of_engine()))


@cache
def engine():
    """Return the function that gives the modules which run models, as one constant."""
    modules = "\n".join(map(in_scope, of_engine()))
    return f"const engine = () => {{\n{modules}\nreturn {{ {engine_names()} }};\n}};"


def starts_of(kinds):
    """Return where the search for modules begins, for panels of these kinds or of all."""
    if not kinds:
        return ()
    return [*(HERE / f"panels/{kind}/{kind}.js" for kind in kinds), HERE / START]


@cache
def around_engine(kinds=()):
    """Return uPlot and all other modules; `engine` stands before them."""
    page = [one for one in sources(starts_of(kinds)) if one not in of_engine()]
    taken = f"const {{ {engine_names()} }} = engine();"
    return "\n".join([uplot(), taken, *map(in_scope, page)])


def joined():
    """Return uPlot and all modules as one text, each module in a scope of its own."""
    return f"{engine()}\n{around_engine()}"


def module():
    """Return the ES module that anywidget loads."""
    return f"{joined()}\nexport default {{ render: explorer_explorer.render }};\n"


def offered(text, **offers):
    """Return a script of its own scope that sets entries of globalThis.cartlab."""
    entries = ", ".join(f"{name}: {value}" for name, value in offers.items())
    return (
        f'(() => {{\n"use strict";\n{text}\n'
        f"Object.assign((globalThis.cartlab ??= {{}}), {{ {entries} }});\n}})();\n"
    )


def engine_script():
    """Return the script with what runs models; in a worker it begins to serve."""
    worker = name_of(HERE / WORKER)
    serve = f"if (!globalThis.document) engine().{worker}.serve(globalThis);"
    return offered(f"{engine()}\n{serve}", engine="engine")


def explorer_script(kinds=()):
    """Return the script that sets globalThis.cartlab.explorer, after the engine's.

    kinds: a tuple of the kinds of panel that it shall know; without any, all.
    cartlab.modules has every module, for scripts of the same page that need some.
    """
    text = f"const {{ engine }} = globalThis.cartlab;\n{around_engine(kinds)}"
    known = {*sources(starts_of(kinds)), *of_engine()}
    names = ", ".join(sorted(map(name_of, known)))
    render = "{ render: explorer_explorer.render }"
    return offered(text, explorer=render, modules=f"{{ {names} }}")


def functions_script(models):
    """Return the script with the functions of models, {key: what a spec says of them}."""
    said = {key: f"() => ({together(one)})" for key, one in models.items()}
    listed = ",\n".join(f'"{key}": {text}' for key, text in said.items())
    return offered("", functions="{\n" + listed + "\n}")


@cache
def stylesheet():
    """Return the tokens and the styles of explorer, predictions and panels."""
    files = [*(HERE / name for name in STYLES), *of_panels("css")]
    return "\n".join(path.read_text("utf-8") for path in files)
