"""The functions of the model language, for running a model in Python.

They are numpy's own, so that a model runs on numbers and on whole cohorts alike. For one
patient the same functions on Python's numbers are three times faster and give the same
bits; a power, which is no function here, may differ in its last. `grammar.py` knows the
same names; `javascript.py` and `latex.py` say them elsewhere.
"""

import ast

from numpy import exp, log, log10, maximum, minimum, sqrt, tanh, where

BUILTINS = {"__builtins__": {"sum": sum, "range": range, "dict": dict}}
SMOOTH = (exp, log, log10, sqrt, tanh)
SCOPE = BUILTINS | {
    function.__name__: function for function in (*SMOOTH, maximum, minimum, where)
}


def of_a_number(function):
    """Return a function of numpy's on Python's numbers: what it gives is one of them."""
    return lambda x: float(function(x))


def greater(a, b):
    """Return what `maximum` gives for two numbers; NaN if one of them is NaN."""
    return a if a >= b or a != a else b


def smaller(a, b):
    """Return what `minimum` gives for two numbers; NaN if one of them is NaN."""
    return a if a <= b or a != a else b


def chosen(condition, a, b):
    """Return what `where` gives for one condition and two numbers."""
    return a if condition else b


NUMBERS = (
    BUILTINS
    | {function.__name__: of_a_number(function) for function in SMOOTH}
    | {"maximum": greater, "minimum": smaller, "where": chosen}
)


def runnable(node):
    """Return a function of the parameters p (attributes) that works out `node`."""
    arguments = ast.arguments([], [ast.arg("p")], None, [], [], None, [])
    code = ast.fix_missing_locations(ast.Expression(ast.Lambda(arguments, node)))
    return eval(compile(code, "<model>", "eval"), dict(SCOPE))


def runnable_program(read):
    """Return a function of t, y and p that takes the steps and returns the dict."""
    steps = [
        ast.Assign([ast.Name(name, ast.Store())], node)
        for name, node in read.steps.items()
    ]
    returned = [ast.keyword(name, node) for name, node in read.returns.items()]
    result = ast.Return(ast.Call(ast.Name("dict", ast.Load()), [], returned))
    names = [ast.arg(name) for name in ("t", "y", "p")]
    arguments = ast.arguments([], names, None, [], [], None, [])
    function = ast.FunctionDef("program", arguments, [*steps, result], [])
    module = ast.fix_missing_locations(ast.Module([function], []))
    space = dict(SCOPE)
    exec(compile(module, "<model>", "exec"), space)
    return space["program"]


class Plain(ast.NodeTransformer):
    """Makes y.name and p.name names of their own, which Python finds fastest."""

    def visit_Attribute(self, node):
        return ast.Name(ast.unparse(node), node.ctx)


def runnable_one(read, states, returns):
    """Return the program for one patient, on Python's numbers, as fast as Python is.

    It is a function of {parameter: number} that returns a function of t and the list of
    the states, and this one returns the list of `returns`. What rests on the parameters
    alone is worked out once.
    """
    said = {name: ast.unparse(node) for name, node in read.steps.items()}
    moving = [
        name for name, node in read.steps.items() if read.depends(node) & {"t", "y"}
    ]
    lines = [
        "def of_a_patient(values):",
        *(f" p.{name} = values[{name!r}]" for name in read.parameters()),
        *(f" {name} = {said[name]}" for name in said if name not in moving),
        " def moving(t, y):",
        f"  [{', '.join(f'y.{name}' for name in states)}] = y",
        *(f"  {name} = {said[name]}" for name in moving),
        f"  return [{', '.join(ast.unparse(read.returns[name]) for name in returns)}]",
        " return moving",
    ]
    tree = ast.fix_missing_locations(Plain().visit(ast.parse("\n".join(lines))))
    space = dict(NUMBERS)
    exec(compile(tree, "<model>", "exec"), space)
    return space["of_a_patient"]
