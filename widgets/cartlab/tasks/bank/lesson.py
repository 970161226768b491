"""Runs a lesson without a kernel, to find the tasks in it."""

import ast
import json
from contextlib import redirect_stdout
from io import StringIO

from ..task import Task


def run_cell(text, name, space):
    """Run a cell in `space`; return its last expression's value, None without one."""
    *before, last = ast.parse(text).body
    exec(compile(ast.Module(before, []), name, "exec"), space)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), name, "eval"), space)
    exec(compile(ast.Module([last], []), name, "exec"), space)
    return None


def read(path):
    """Return the cells of a notebook, each with its source as one text."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [cell | {"source": "".join(cell["source"])} for cell in cells]


def title_of(path):
    """Return the heading of a lesson."""
    texts = (cell["source"] for cell in read(path) if cell["cell_type"] == "markdown")
    return next(one.splitlines()[0][2:] for one in texts if one.startswith("# "))


def tasks_of(path):
    """Return the tasks that a lesson shows, in order."""
    space, shown = {}, []
    with redirect_stdout(StringIO()):
        for cell in read(path):
            if cell["cell_type"] == "code" and cell["source"].strip():
                shown.append(run_cell(cell["source"], path.name, space))
    tasks, known = [one for one in shown if isinstance(one, Task)], set()
    for task in tasks:
        if task.spec["id"] in known:
            raise ValueError(
                f"{path.name}: two tasks of one explorer ask “{task.question}”: word "
                "one of them differently, for a page counts them as one"
            )
        known.add(task.spec["id"])
    return tasks
