"""A model made from another one: less of it, or more, and no formula written twice.

What a long run does not need (a cytokine, a drug) is left out, so that it stays cheap;
what is asked of the same patient besides (how many lines of cells die out) is added.
"""

import ast

from .errors import LanguageError
from .names import no_such
from .program import Program, names
from .text import SEEN

ALWAYS_NOTHING = ast.Mult, ast.Div  # 0 * x and 0 / x


def chosen(model, without, keeps):
    """Return (states, outputs) of a model that stay; refuse what it does not have."""
    for name in without:
        if name not in model.states:
            raise LanguageError(no_such(name, "a state", model.title, model.states))
    for name in keeps:
        if name not in model.outputs:
            raise LanguageError(no_such(name, "an output", model.title, model.outputs))
    states = {n: one for n, one in model.states.items() if n not in without}
    return states, {name: model.outputs[name] for name in keeps}


def narrowed(functions, steps, without, returned):
    """Return (functions, steps) in which some states are 0 for good.

    returned: {decorator: names of what it still returns}. Steps that nothing needs any
    more are gone.
    """
    gone = dict.fromkeys(without, 0)
    steps, nothing = _folded(steps, gone, {})
    kept = {}
    for decorator, read in functions.items():
        own, none = _folded(read.steps, gone, nothing)
        every = {
            name: node
            for name, node in read.returns.items()
            if name in returned.get(decorator, read.returns)
        }
        returns = {name: _Fold(gone, none).visit(_copy(x)) for name, x in every.items()}
        kept[decorator] = Program(_needed(own, returns), returns)
    used = [node for read in kept.values() for node in read.expressions()]
    return kept, _needed(steps, dict(enumerate(used)))


def used_parameters(text, declared):
    """Return which parameters the text and declarations (syntax trees, numbers) name."""
    nodes = [*text.expressions(), *(x for x in declared if isinstance(x, ast.AST))]
    return {
        part.attr
        for node in nodes
        for part in ast.walk(node)
        if isinstance(part, ast.Attribute) and part.value.id == "p"
    }


def added(text, said, states, outputs, decorator):
    """Return the text with more said: slopes of new states, outputs, shared steps."""
    steps, functions = dict(text.steps), dict(text.functions)
    for name, expression in said.items():
        where = decorator if name in states else SEEN if name in outputs else None
        if where:
            read = functions[where]
            known = [*steps, *read.steps]
            node = text.read(name, expression, known)
            functions[where] = Program(read.steps, read.returns | {name: node})
        else:
            steps[name] = text.read(name, expression, list(steps))
    return text.with_parts(steps, functions)


def _folded(steps, gone, nothing):
    """Return (steps with 0 for what is gone, {step that is 0 itself: 0})."""
    nothing, left = dict(nothing), {}
    for name, node in steps.items():
        node = _Fold(gone, nothing).visit(_copy(node))
        if _is(node, 0):
            nothing[name] = 0
        else:
            left[name] = node
    return left, nothing


def _needed(steps, wanted):
    """Return the steps that what is wanted rests on, in their order."""
    needed = set().union(*map(names, wanted.values()), ())
    for name in reversed(list(steps)):
        if name in needed:
            needed |= names(steps[name])
    return {name: node for name, node in steps.items() if name in needed}


def _copy(node):
    return ast.parse(ast.unparse(node), mode="eval").body


def _is(node, value):
    return isinstance(node, ast.Constant) and node.value == value


class _Fold(ast.NodeTransformer):
    """Puts 0 for what is gone, and works out what follows from a 0 or a 1."""

    def __init__(self, gone, nothing):
        self.gone, self.nothing = gone, nothing

    def visit_Name(self, node):
        return ast.Constant(0) if node.id in self.nothing else node

    def visit_Attribute(self, node):
        lost = node.value.id == "y" and node.attr in self.gone
        return ast.Constant(0) if lost else node

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        return node.operand if _is(node.operand, 0) else node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        left, right, op = node.left, node.right, node.op
        if isinstance(op, ALWAYS_NOTHING) and _is(left, 0):
            return left
        if isinstance(op, ast.Mult) and _is(right, 0):
            return right
        if isinstance(op, ast.Mult) and _is(left, 1):
            return right
        if isinstance(op, ALWAYS_NOTHING) and _is(right, 1):
            return left
        if isinstance(op, ast.Add | ast.Sub) and _is(right, 0):
            return left
        if isinstance(op, ast.Add) and _is(left, 0):
            return right
        if isinstance(op, ast.Sub) and _is(left, 0):
            return ast.UnaryOp(ast.USub(), right)
        if isinstance(op, ast.Pow) and _is(left, 0):
            return left
        return node
