"""Reads the text of a model: named steps and one `return dict(...)`, nothing else.

The text is Python, read through its syntax tree, so that what a student writes is what
runs, what the page runs in JavaScript and what the equations show. Everything outside
the language is refused with its line and with what to write instead.
"""

import ast
import difflib
import inspect
import math
import textwrap
from dataclasses import dataclass, field

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
    t y p d o arguments await break case catch class const continue debugger default
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


class LanguageError(ValueError):
    """A model text says something that the model language does not know."""


@dataclass(frozen=True)
class Program:
    """What a model function says: its steps in order, then what it returns."""

    steps: dict = field(default_factory=dict)
    returns: dict = field(default_factory=dict)

    def __str__(self):
        """The text of the program, as it would be written in a notebook."""
        lines = [
            f"    {name} = {ast.unparse(node)}" for name, node in self.steps.items()
        ]
        returned = [
            f"        {name}={ast.unparse(node)},\n"
            for name, node in self.returns.items()
        ]
        head = ["def rates(t, y, p):", *lines, "    return dict("]
        return "\n".join(head) + "\n" + "".join(returned) + "    )\n"

    def depends(self, node):
        """Return which of t, y and p the expression `node` rests on, steps included."""
        found = set()
        for part in ast.walk(node):
            if isinstance(part, ast.Attribute):
                found.add(part.value.id)
            elif isinstance(part, ast.Name) and part.id in self.steps:
                found |= self.depends(self.steps[part.id])
            elif isinstance(part, ast.Name) and part.id == "t":
                found.add("t")
        return found

    def expressions(self):
        """Return every expression of the program, steps first."""
        return [*self.steps.values(), *self.returns.values()]


def refuse(node, why, remedy):
    line = getattr(node, "lineno", 1)
    raise LanguageError(f"line {line}: {why}; {remedy}")


def shown(node):
    """Return the text of a piece of the model, cut to one readable line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(name, known):
    """Return ' Did you mean x?' when a known name is close, else the list of them."""
    close = difflib.get_close_matches(name, known, 1, 0.5)
    if close:
        return f"did you mean {close[0]}?"
    return "known are " + ", ".join(known) if known else "there are none"


class Reader:
    """Checks expressions against the names that a model declares."""

    def __init__(self, states, parameters):
        self.spaces = {"y": list(states), "p": list(parameters)}
        self.kinds = {"y": "state", "p": "parameter"}

    def function(self, function):
        """Read a model function `f(t, y, p)` and return its Program."""
        source = textwrap.dedent(inspect.getsource(function))
        return self.text(source)

    def text(self, source):
        """Read the text of a model function (decorators are passed over)."""
        try:
            tree = ast.parse(source).body[0]
        except SyntaxError as error:
            why = f"line {error.lineno}: {error.msg}"
            raise LanguageError(f"{why}; write it as Python would be written") from None
        if not isinstance(tree, ast.FunctionDef):
            refuse(
                tree, f"'{shown(tree)}' is not a function", "write def rates(t, y, p):"
            )
        names = [a.arg for a in tree.args.args]
        if names != ["t", "y", "p"]:
            refuse(
                tree, f"the arguments are {names}", f"write def {tree.name}(t, y, p):"
            )
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
        return Program(steps, returns)

    def changed(self, read, changes):
        """Return a Program with some of its steps or rates said anew, {name: text}."""
        steps, returns = dict(read.steps), dict(read.returns)
        for name, text in changes.items():
            place = steps if name in steps else returns
            if name not in place:
                known = nearest(name, [*steps, *returns])
                raise LanguageError(f"{name} is neither a step nor a rate; {known}")
            try:
                node = ast.parse(str(text), mode="eval").body
            except SyntaxError:
                raise LanguageError(f"{name} = {text} is not an expression") from None
            earlier = (
                list(steps)[: list(steps).index(name)] if place is steps else steps
            )
            self.check(node, dict.fromkeys(earlier))
            place[name] = node
        return Program(steps, returns)

    def is_taken(self, name, steps):
        names = [*self.spaces["y"], *self.spaces["p"], *steps]
        return name in TAKEN or name in names or name.startswith("__")

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
            case ast.Attribute(value=ast.Name(id=("y" | "p") as space), attr=name):
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
        for space in "yp":
            if name in self.spaces[space]:
                kind = self.kinds[space]
                refuse(node, f"{name} is a {kind}", f"write {space}.{name}")
        if name in FUNCTIONS:
            refuse(node, f"{name} is a function", f"write {name}(...)")
        known = [*steps, "t"]
        why = f"{name} is unknown"
        remedy = f"{nearest(name, known)} A number from elsewhere becomes a parameter"
        refuse(node, why, remedy)


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
        raise LanguageError(
            f"'{text}' is not an expression of the parameters"
        ) from None
    names = set(parameters)

    class ToParameters(ast.NodeTransformer):
        def visit_Name(self, found):
            if found.id in FUNCTIONS or found.id == "sum":
                return found
            if found.id not in names:
                known = nearest(found.id, list(parameters))
                raise LanguageError(f"'{text}': {found.id} is no parameter; {known}")
            attribute = ast.Attribute(ast.Name("p", ast.Load()), found.id, ast.Load())
            return ast.copy_location(attribute, found)

    node = ast.fix_missing_locations(ToParameters().visit(node))
    try:
        Reader([], parameters).check(node, {})
    except LanguageError as error:
        raise LanguageError(f"'{text}': {str(error).split(': ', 1)[1]}") from None
    return node


def inlined(node, steps):
    """Return `node` with every step replaced by what it stands for."""

    class Inline(ast.NodeTransformer):
        def visit_Name(self, found):
            if found.id in steps:
                return self.visit(steps[found.id])
            return found

    copy = ast.parse(ast.unparse(node), mode="eval").body
    return ast.fix_missing_locations(Inline().visit(copy))


def time_cuts(program):
    """Return the expressions of the parameters at which a program switches in time.

    A comparison inside the rates must have the time on one side and only parameters
    on the other: there the time axis is cut and the solver starts anew. A switch that
    depends on a state cannot be cut and is refused.
    """
    cuts = []
    for top in program.expressions():
        for node in ast.walk(top):
            if not isinstance(node, ast.Compare):
                continue
            sides = [node.left, node.comparators[0]]
            rests = [program.depends(side) for side in sides]
            if not rests[0] | rests[1] <= {"t", "p"}:
                remedy = "smooth it, e.g. y.x / (y.x + p.width)"
                refuse(node, f"'{shown(node)}' switches on a state", remedy)
            if "t" not in rests[0] | rests[1]:
                continue
            alone = [isinstance(s, ast.Name) and s.id == "t" for s in sides]
            if sum(alone) != 1 or "t" in rests[1 - alone.index(True)]:
                remedy = "put t alone on one side: t < p.start + p.length"
                refuse(node, f"'{shown(node)}' hides the time", remedy)
            cut = inlined(sides[1 - alone.index(True)], program.steps)
            if ast.dump(cut) not in map(ast.dump, cuts):
                cuts.append(cut)
    return cuts
