"""Says a model in JavaScript, in the author's order and with the author's names.

Products and sums keep the order in which Python works them out, so that browser and
Python round alike and the twin solvers take the same steps.
"""

import ast
import copy

from .grammar import FUNCTIONS

ATOM, POWER, PRODUCT, SUM, CHOICE = 9, 4, 2, 1, 0
SIGNS = {ast.Add: " + ", ast.Sub: " - ", ast.Mult: " * ", ast.Div: " / "}
RANKS = {ast.Add: SUM, ast.Sub: SUM, ast.Mult: PRODUCT, ast.Div: PRODUCT}
COMPARE = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
NAMES = {
    "exp": "Math.exp",
    "log": "Math.log",
    "log10": "Math.log10",
    "sqrt": "Math.sqrt",
    "tanh": "Math.tanh",
    "minimum": "Math.min",
    "maximum": "Math.max",
}
assert NAMES.keys() | {"where"} == FUNCTIONS.keys()
HELPERS = {
    "square": "(x) => x * x",
    "cube": "(x) => x * x * x",
    "total": "(stop, term) => "
    "{ let sum = 0; for (let k = 0; k < stop; k++) sum += term(k); return sum; }",
}


def say(node):
    """Return the JavaScript of an expression."""
    return _say(node)[0]


def _inside(node, rank):
    text, own = _say(node)
    return text if own >= rank else f"({text})"


def _say(node):
    match node:
        case ast.Constant(value=value):
            return repr(value), ATOM
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name, ATOM
        case ast.UnaryOp(operand=inner):
            return "-" + _inside(inner, POWER), PRODUCT
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=2)):
            return f"square({say(base)})", ATOM
        case ast.BinOp(left=base, op=ast.Pow(), right=ast.Constant(value=3)):
            return f"cube({say(base)})", ATOM
        case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
            return f"Math.pow({say(base)}, {say(exponent)})", ATOM
        case ast.BinOp(left=left, op=op, right=right):
            rank = RANKS[type(op)]
            # The right side is bound one rank tighter: a + (b + c) stays as written.
            text = _inside(left, rank) + SIGNS[type(op)] + _inside(right, rank + 1)
            return text, rank
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return f"{say(left)} {COMPARE[type(op)]} {say(right)}", CHOICE
        case ast.Call(func=ast.Name(id="where"), args=[condition, a, b]):
            return f"({say(condition)} ? {say(a)} : {say(b)})", ATOM
        case ast.Call(func=ast.Name(id="sum"), args=[generator]):
            loop = generator.generators[0]
            index, stop = loop.target.id, loop.iter.args[0].value
            body = say(generator.elt)
            return f"total({stop}, ({index}) => {body})", ATOM
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return f"{NAMES[name]}({', '.join(map(say, arguments))})", ATOM
    raise TypeError(f"not an expression of the model language: {ast.dump(node)}")


def _used(nodes, space):
    return {
        part.attr
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and part.value.id == space
    }


def _unpack(nodes, space, array, names):
    used = _used(nodes, space)
    return [f"const {n} = {array}[{i}];" for i, n in enumerate(names) if n in used]


class Fixed(ast.NodeTransformer):
    """Takes what rests on parameters alone out of expressions: it is worked out once a run.

    Each such part is named $0, $1, …; `parts` keeps them in order. Nothing is said in
    another order than the author's, so the numbers stay the same to the last digit.
    """

    def __init__(self):
        self.parts, self.names = [], {}

    def visit(self, node):
        if isinstance(node, ast.expr) and self.rests_on_parameters(node, set()):
            return self.named(node) if is_work(node) else node
        return super().visit(node)

    def visit_comprehension(self, node):
        return node  # its bound is a plain number

    def named(self, node):
        key = ast.dump(node)
        if key not in self.names:
            self.names[key] = f"${len(self.parts)}"
            self.parts.append(node)
        return ast.Name(self.names[key], ast.Load())

    def rests_on_parameters(self, node, bound):
        match node:
            case ast.Name(id=name):
                return name.startswith("$") or name in bound
            case ast.Attribute(value=ast.Name(id=space)):
                return space == "p"
            case ast.Call(func=ast.Name(id="sum"), args=[generator]):
                inner = bound | {generator.generators[0].target.id}
                return self.rests_on_parameters(generator.elt, inner)
            case ast.Call(args=arguments):
                return all(self.rests_on_parameters(a, bound) for a in arguments)
        parts = [p for p in ast.iter_child_nodes(node) if isinstance(p, ast.expr)]
        return all(self.rests_on_parameters(part, bound) for part in parts)


def is_work(node):
    """Whether an expression is more than a number or a name."""
    while isinstance(node, ast.UnaryOp):
        node = node.operand
    return not isinstance(node, ast.Constant | ast.Name | ast.Attribute)


def program(read, states, parameters, order, target):
    """Return the bodies of two JavaScript functions that together are a program.

    {"once": (p) -> what rests on parameters alone, "each": (t, y, p, h, `target`) with
    that as h}. `order` names the entries of `target`, all of them returned by `read`.
    """
    fixed, steps = Fixed(), {}
    known = {}  # steps that are fixed, by name

    class Known(ast.NodeTransformer):
        def visit_Name(self, node):
            return known.get(node.id, node)

    for name, node in read.steps.items():
        said = fixed.visit(Known().visit(copy.deepcopy(node)))
        if isinstance(said, ast.Name) and said.id.startswith("$"):
            known[name] = said
        else:
            steps[name] = said
    returns = {
        name: fixed.visit(Known().visit(copy.deepcopy(read.returns[name])))
        for name in order
    }
    nodes = [*steps.values(), *returns.values()]
    lines = [f"const ${i} = h[{i}];" for i in range(len(fixed.parts))]
    lines += _unpack(nodes, "y", "y", states) + _unpack(nodes, "p", "p", parameters)
    lines += [f"const {name} = {say(node)};" for name, node in steps.items()]
    lines += [f"{target}[{i}] = {say(returns[name])};" for i, name in enumerate(order)]
    once = _unpack(fixed.parts, "p", "p", parameters)
    once += [f"const ${i} = {say(node)};" for i, node in enumerate(fixed.parts)]
    names = ", ".join(f"${i}" for i in range(len(fixed.parts)))
    once.append(f"return Float64Array.of({names});")
    return {"once": "\n".join(once), "each": "\n".join(lines)}


def start(nodes, parameters):
    """Return the body of a JavaScript function (p, y) that fills the initial state."""
    lines = _unpack(nodes, "p", "p", parameters)
    return "\n".join(lines + [f"y[{i}] = {say(node)};" for i, node in enumerate(nodes)])


def schedule(cuts, doses, handing_over, states, parameters):
    """Return the body of a JavaScript function (p) -> {cuts, doses, handingOver}."""
    nodes = [*cuts, handing_over]
    nodes += [n for dose in doses for n in dose.expressions(parameters).values()]
    lines = _unpack(nodes, "p", "p", parameters)
    entries = []
    for dose in doses:
        said = {k: say(n) for k, n in dose.expressions(parameters).items()}
        fields = ", ".join(f"{key}: {text}" for key, text in said.items())
        entries.append(f"{{ state: {list(states).index(dose.state)}, {fields} }}")
    said_cuts, said_doses = ", ".join(map(say, cuts)), ", ".join(entries)
    said = (
        f"cuts: [{said_cuts}], doses: [{said_doses}], handingOver: {say(handing_over)}"
    )
    lines.append(f"return {{ {said} }};")
    return "\n".join(lines)


def function(parameters, body):
    """Return a JavaScript function, as an expression, that has what it calls beside it.

    Helpers are each function's own, because a browser makes them fast where they are
    called from one place.
    """
    helpers = [
        f"const {name} = {text};"
        for name, text in HELPERS.items()
        if f"{name}(" in body
    ]
    said = f"({parameters}) => {{\n{body}\n}}"
    if not helpers:
        return said
    return "\n".join(["(() => {", *helpers, f"return {said};", "})()"])


def together(functions):
    """Return functions, or dicts of them, by name as one JavaScript object."""
    said = (
        f"{name}: {together(one) if isinstance(one, dict) else one}"
        for name, one in functions.items()
    )
    return "{\n" + ",\n".join(said) + "\n}"
