"""Reads the text of a model: named steps and one `return dict(...)`, nothing else.

The text is Python, read through its syntax tree, so that what a student writes is what
runs, what the page runs in JavaScript and what the equations show. Everything outside
the language is refused with its line and with what to write instead.
"""

import ast
import inspect
import math
import textwrap

from .errors import LanguageError, refuse
from .names import nearest
from .program import Program, shown

FUNCTIONS = {
    "exp": 1,
    "log": 1,
    "log10": 1,
    "sqrt": 1,
    "tanh": 1,
    "minimum": 2,
    "maximum": 2,
    "where": 3,
}
MOST_TERMS = 1000  # of a bounded sum
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
# Words that JavaScript keeps for itself or that our generated code uses.
TAKEN = FUNCTIONS.keys() | set(
    """
    t y p s h d o arguments await break case catch class const continue debugger default
    delete do else enum eval export extends false finally for function if implements
    import in instanceof interface let new null package private protected public
    return static super switch this throw true try typeof undefined var void while
    with yield Math Infinity NaN square cube total range sum
    """.split()
)

REMEDIES = {
    ast.If: "write where(condition, a, b)",
    ast.IfExp: "write where(condition, a, b)",
    ast.For: "write sum(... for k in range(10))",
    ast.While: "write sum(... for k in range(10))",
    ast.AugAssign: "give the new value a name of its own: later = earlier + ...",
    ast.BoolOp: "put one where(...) inside another",
    ast.Lambda: "write the expression itself",
    ast.ListComp: "write sum(... for k in range(10))",
    ast.BitXor: "write a ** b for a power",
    ast.FloorDiv: "only + - * / ** are known",
    ast.Mod: "only + - * / ** are known",
    ast.Subscript: "call states y.name and parameters p.name",
    ast.Import: "the functions are there already: " + " ".join(FUNCTIONS),
    ast.ImportFrom: "the functions are there already: " + " ".join(FUNCTIONS),
    ast.Eq: "compare with < or >=",
    ast.NotEq: "compare with < or >=",
}


class Reader:
    """Checks expressions against the names that a model declares.

    shared: names of the shared steps, which a function with the argument s reads as
    s.name. hidden: names that are taken besides.
    """

    def __init__(self, states, parameters, shared=(), hidden=()):
        self.spaces = {"y": list(states), "p": list(parameters), "s": list(shared)}
        self.kinds = {"y": "state", "p": "parameter", "s": "shared step"}
        self.hidden, self.takes_shared = list(hidden), True

    def function(self, function):
        """Read a model function `f(t, y, p)` or `f(t, y, p, s)`; return its Program."""
        source = textwrap.dedent(inspect.getsource(function))
        return self.text(source)

    def text(self, source):
        """Read the text of a model function (decorators are passed over)."""
        try:
            tree = ast.parse(source).body[0]
        except SyntaxError as error:
            remedy = "write it as Python would be written"
            raise LanguageError(error.msg, remedy, error.lineno) from None
        if not isinstance(tree, ast.FunctionDef):
            refuse(
                tree, f"'{shown(tree)}' is not a function", "write def rates(t, y, p):"
            )
        names = [a.arg for a in tree.args.args]
        if names not in (["t", "y", "p"], ["t", "y", "p", "s"]):
            remedy = f"write def {tree.name}(t, y, p): or {tree.name}(t, y, p, s):"
            refuse(tree, f"the arguments are {names}", remedy)
        self.takes_shared = "s" in names
        steps, returns = {}, None
        for statement in tree.body:
            if returns is not None:
                refuse(statement, "something follows the return", "put it before")
            if isinstance(statement, ast.Expr) and isinstance(
                statement.value, ast.Constant
            ):
                continue  # the docstring
            if isinstance(statement, ast.Assign):
                steps |= self.step(statement, steps)
            elif isinstance(statement, ast.Return):
                returns = self.returned(statement, steps)
            else:
                remedy = REMEDIES.get(type(statement), "write name = expression")
                refuse(statement, f"'{shown(statement)}' is not a step", remedy)
        if returns is None:
            refuse(tree, "nothing is returned", "end with return dict(name=...)")
        return Program(
            {name: plain(node) for name, node in steps.items()},
            {name: plain(node) for name, node in returns.items()},
        )

    def said(self, name, text, earlier):
        """Read what `name` is to be: an expression over t, y, p and `earlier` steps."""
        try:
            node = ast.parse(str(text), mode="eval").body
        except SyntaxError:
            remedy = "write it as Python would be written"
            raise LanguageError(
                f"{name} = {text} is not an expression", remedy
            ) from None
        try:
            self.check(node, dict.fromkeys(earlier))
        except LanguageError as error:
            raise LanguageError(f"{name} = {text}: {error.why}", error.remedy) from None
        return plain(node)

    def is_taken(self, name, steps):
        spaces = [known for names in self.spaces.values() for known in names]
        known = name in [*spaces, *self.hidden, *steps]
        return name in TAKEN or known or name.startswith("__")

    def step(self, statement, steps):
        target = statement.targets[0]
        if len(statement.targets) > 1 or not isinstance(target, ast.Name):
            refuse(
                statement, f"'{shown(statement)}' is not one name", "write name = ..."
            )
        name = target.id
        if self.is_taken(name, steps):
            refuse(statement, f"the name {name} is taken", "choose another name")
        self.check(statement.value, steps)
        return {name: statement.value}

    def returned(self, statement, steps):
        call = statement.value
        good = (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "dict"
            and not call.args
            and all(k.arg for k in call.keywords)
        )
        if not good:
            refuse(statement, "the return is not a dict", "write return dict(name=...)")
        names = [keyword.arg for keyword in call.keywords]
        for keyword in call.keywords:
            if names.count(keyword.arg) > 1:
                refuse(statement, f"{keyword.arg} is returned twice", "keep one")
            self.check(keyword.value, steps)
        return {k.arg: k.value for k in call.keywords}

    def check(self, node, steps):
        """Refuse `node` unless it is an expression of the language."""
        match node:
            case ast.Constant(value=bool()):
                refuse(node, f"'{shown(node)}' is not a number", "write 1 or 0")
            case ast.Constant(value=int() | float() as value):
                if not abs(value) < math.inf:
                    refuse(node, f"'{shown(node)}' is too large", "write a number")
            case ast.Name(id=name):
                if name != "t" and name not in steps:
                    self.unknown_name(node, name, steps)
            case ast.Attribute(value=ast.Name(id="s")) if not self.takes_shared:
                refuse(node, "s is not an argument", "write (t, y, p, s)")
            case ast.Attribute(value=ast.Name(id="y" | "p" | "s" as space), attr=name):
                if name not in self.spaces[space]:
                    why = f"{space}.{name} is not a {self.kinds[space]}"
                    refuse(node, why, nearest(name, self.spaces[space]))
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                self.check(inner, steps)
            case ast.BinOp(left=left, op=op, right=right):
                if not isinstance(op, OPERATORS):
                    remedy = REMEDIES.get(type(op), "only + - * / ** are known")
                    refuse(node, f"'{shown(node)}' is not in the language", remedy)
                self.check(left, steps)
                self.check(right, steps)
            case ast.Compare(left=left, ops=ops, comparators=others):
                if len(ops) > 1:
                    refuse(
                        node, f"'{shown(node)}' compares twice", "use two where(...)"
                    )
                if not isinstance(ops[0], COMPARISONS):
                    refuse(node, f"'{shown(node)}' is unknown", "compare with < or >=")
                self.check(left, steps)
                self.check(others[0], steps)
            case ast.Call(func=ast.Name(id="sum")):
                self.check_sum(node, steps)
            case ast.Call(func=ast.Name(id=name)) if name in FUNCTIONS:
                if len(node.args) != FUNCTIONS[name] or node.keywords:
                    why = f"'{shown(node)}' has the wrong number of arguments"
                    refuse(node, why, f"{name} takes {FUNCTIONS[name]}")
                if name == "where" and not isinstance(node.args[0], ast.Compare):
                    refuse(node, "where wants a comparison first", "where(a < b, x, z)")
                for argument in node.args:
                    self.check(argument, steps)
            case ast.Call(func=ast.Attribute(attr=name)) if name in FUNCTIONS:
                remedy = f"write {name}(...), from cartlab.language import {name}"
                refuse(node, f"'{shown(node)}' reaches outside", remedy)
            case ast.Call():
                known = nearest(shown(node.func), [*FUNCTIONS, "sum"])
                refuse(node, f"{shown(node.func)} is not a function here", known)
            case _:
                remedy = REMEDIES.get(
                    type(node), "use + - * / ** and " + known_functions()
                )
                refuse(node, f"'{shown(node)}' is not in the language", remedy)

    def check_sum(self, node, steps):
        match node:
            case ast.Call(
                args=[
                    ast.GeneratorExp(
                        elt=inner,
                        generators=[
                            ast.comprehension(
                                target=ast.Name(id=name),
                                iter=ast.Call(
                                    func=ast.Name(id="range"),
                                    args=[ast.Constant(value=int() as stop)],
                                ),
                                ifs=[],
                            )
                        ],
                    )
                ],
                keywords=[],
            ):
                if self.is_taken(name, steps):
                    refuse(node, f"the name {name} is taken", "choose another name")
                if not 0 < stop <= MOST_TERMS:
                    why = f"a sum of {stop} terms"
                    refuse(node, why, f"choose from 1 to {MOST_TERMS}")
                self.check(inner, {**steps, name: ast.Constant(0)})
            case _:
                refuse(
                    node,
                    f"'{shown(node)}' is not a bounded sum",
                    "write sum(... for k in range(10)) with a plain number",
                )

    def unknown_name(self, node, name, steps):
        for space, known in self.spaces.items():
            if name in known:
                remedy = f"write {space}.{name}"
                if space == "s" and not self.takes_shared:
                    remedy += " and take s as the fourth argument: (t, y, p, s)"
                refuse(node, f"{name} is a {self.kinds[space]}", remedy)
        if name in FUNCTIONS:
            refuse(node, f"{name} is a function", f"write {name}(...)")
        remedy = nearest(name, [*steps, "t"])
        if not remedy.endswith("?"):
            remedy += "; a number from elsewhere becomes a parameter"
        refuse(node, f"{name} is unknown", remedy)


def plain(node):
    """Return an expression in which s.name is the step itself, a bare name."""

    class Plain(ast.NodeTransformer):
        def visit_Attribute(self, found):
            if found.value.id != "s":
                return found
            return ast.copy_location(ast.Name(found.attr, ast.Load()), found)

    return Plain().visit(node)


def known_functions():
    return " ".join(FUNCTIONS)


def expression(text, parameters):
    """Read a number or a text such as "K_N * N_frac**ld" over bare parameter names.

    Used where a model is declared: initial values, doses. Returns a syntax tree in
    which parameters are written p.name.
    """
    try:
        node = ast.parse(str(text), mode="eval").body
    except SyntaxError:
        why = f"'{text}' is not an expression of the parameters"
        raise LanguageError(why, "write it as Python would be written") from None
    names = set(parameters)

    class ToParameters(ast.NodeTransformer):
        def visit_Name(self, found):
            if found.id in FUNCTIONS or found.id == "sum":
                return found
            if found.id not in names:
                why = f"'{text}': {found.id} is no parameter"
                raise LanguageError(why, nearest(found.id, names))
            attribute = ast.Attribute(ast.Name("p", ast.Load()), found.id, ast.Load())
            return ast.copy_location(attribute, found)

    node = ast.fix_missing_locations(ToParameters().visit(node))
    try:
        Reader([], parameters).check(node, {})
    except LanguageError as error:
        raise LanguageError(f"'{text}': {error.why}", error.remedy) from None
    return node
