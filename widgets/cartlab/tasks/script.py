"""The tasks' JavaScript and style: modules joined as the explorer's are.

A page has the explorer's script already, and its modules with it; the tasks' own script
takes them from there, so that nothing is sent twice.
"""

from functools import cache
from pathlib import Path

from cartlab.explorer import assemble

HERE = Path(__file__).parent
START = HERE / "tasks.js"


def kinds():
    """Return the modules of all kinds of task."""
    return sorted(HERE.glob("kinds/*.js"))


def sources():
    """Return the paths of all modules that tasks need, the explorer's too."""
    return assemble.sources([*kinds(), START])


@cache
def module():
    """Return the ES module that anywidget loads: whole, without an explorer's script."""
    text = "\n".join(map(assemble.in_scope, sources()))
    return f"{text}\nexport default {{ render: tasks_tasks.render }};\n"


@cache
def classic_script():
    """Return the script that a page links after the explorer's: globalThis.cartlab.tasks."""
    own = [path for path in sources() if HERE in path.parents]
    others = [path for path in sources() if HERE not in path.parents]
    names = ", ".join(map(assemble.name_of, others))
    text = "\n".join(map(assemble.in_scope, own))
    taken = f"const {{ {names} }} = globalThis.cartlab.modules;"
    return assemble.offered(f"{taken}\n{text}", tasks="tasks_tasks")


def stylesheet():
    """Return the style of tasks, for a page that has the explorer's."""
    return (HERE / "tasks.css").read_text("utf-8")


@cache
def whole_stylesheet():
    """Return the style that anywidget loads: a task may be seen before any explorer."""
    return f"{assemble.stylesheet()}\n{stylesheet()}"
