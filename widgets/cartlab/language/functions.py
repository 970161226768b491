"""The functions of the model language, for running a model in Python.

They are numpy's own, so that a model runs on numbers and on whole cohorts alike.
`grammar.py` knows the same names; `javascript.py` and `latex.py` say them elsewhere.
"""

import ast

from numpy import exp, log, log10, maximum, minimum, sqrt, tanh, where

SCOPE = {"__builtins__": {"sum": sum, "range": range, "dict": dict}} | {
    function.__name__: function
    for function in (exp, log, log10, maximum, minimum, sqrt, tanh, where)
}


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
