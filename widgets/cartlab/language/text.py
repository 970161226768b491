"""The text of a model: what its functions say, and the steps that they share.

A formula stands once. A step that two functions need is a shared step; whoever says it
anew (`Text.changed`) says it for all that is computed from it.
"""

import ast
from dataclasses import dataclass, field, replace

from .errors import LanguageError
from .grammar import FUNCTIONS, Reader
from .names import no_such
from .program import Program, indices, names

SHARED = "steps"  # the function whose steps all others may read
SEEN = "observe"  # the function that returns the outputs


@dataclass(frozen=True)
class Text:
    """What the functions of one model say, by the name of the decorator.

    states, parameters: the names that it may use. steps: the shared steps. given: which
    of them the others can read as s.name. functions: {decorator: Program}, each with the
    steps of its own.
    """

    title: str
    states: tuple
    parameters: tuple
    steps: dict = field(default_factory=dict)
    given: tuple = ()
    functions: dict = field(default_factory=dict)

    def declared(self, decorator, function):
        """Return the text with a function of the model read, or read anew."""
        if decorator == SHARED:
            reader = Reader(self.states, self.parameters)
            read = reader.function(function)
            for name in read.returns.keys() - read.steps.keys():
                if reader.is_taken(name, ()):
                    why = f"the name {name} is taken"
                    raise LanguageError(why, "return it by another name")
            text = replace(self, steps=flat(read), given=tuple(read.returns))
        else:
            hidden = [name for name in self.steps if name not in self.given]
            reader = Reader(self.states, self.parameters, self.given, hidden)
            read = reader.function(function)
            text = replace(self, functions=self.functions | {decorator: read})
        text.check()
        return text

    def program(self, decorator):
        """Return what a function says, with the shared steps that it needs."""
        return self.functions.get(decorator, Program()).after(self.steps)

    def check(self):
        """Refuse a name that stands for two things, or for nothing any more."""
        owner = dict.fromkeys(self.steps, SHARED)
        for decorator, read in self.functions.items():
            for name in read.steps:
                if name in owner:
                    raise LanguageError(
                        f"{name} is a step of {owner[name]} and of {decorator}",
                        f"put it in @model.steps and write s.{name} in both, or give "
                        "one another name",
                    )
                owner[name] = decorator
        for decorator, read in self.functions.items():
            for name in owner.keys() & read.returns.keys():
                if not is_name(read.returns[name], name):
                    raise LanguageError(
                        f"{name} is a step of {owner[name]}, and what {decorator} "
                        "returns by that name is something else",
                        "return the step itself, or give one another name",
                    )
        for node in self.expressions():
            for name in indices(node) & owner.keys():
                raise LanguageError(
                    f"{name} is a step, and a sum counts with it",
                    "count with another name",
                )

        for decorator, read in self.functions.items():
            known = {*self.steps, *read.steps, *FUNCTIONS, *"sum range t y p".split()}
            for node in read.expressions():
                for name in names(node) - indices(node) - known:
                    raise LanguageError(
                        f"{decorator} reads s.{name}, which @model.steps does not return",
                        f"return it there, or say {decorator} anew without it",
                    )

    def expressions(self):
        """Return every expression of the text once."""
        own = [node for read in self.functions.values() for node in read.expressions()]
        return [*self.steps.values(), *own]

    def says(self):
        """Return every name that can be said anew: steps, rates and outputs.

        Where a state and an output have one name, it is the state's: its rate is said
        anew, and the output follows.
        """
        said = list(self.steps)
        for read in self.functions.values():
            said += [*read.steps, *read.returns]
        return list(dict.fromkeys(said))

    def changed(self, changes):
        """Return the text with some names said anew, {name: text over y, p, t, steps}.

        A step may use the steps before it, bare or as s.name; a rate or an output all
        steps of its function. What is computed from a changed step follows.
        """
        text = self
        for name, said in changes.items():
            text = text._said(name, said)
        text.check()
        return text

    def mean(self, decorator, events):
        """Return the text of the mean field: each propensity a step, rates from them."""
        read = self.functions.get(decorator, Program())
        steps = dict(read.steps)
        for name, node in read.returns.items():
            if not is_name(node, name):
                steps[name] = node
        rates = {state: summed(state, events) for state in self.states}
        functions = {k: v for k, v in self.functions.items() if k != decorator}
        functions["rates"] = Program(steps, rates)
        return replace(self, functions=functions)

    def _said(self, name, said):
        if name in self.steps:
            node = self.read(name, said, before(self.steps, name))
            return replace(self, steps=self.steps | {name: node})
        outputs_last = sorted(self.functions, key=lambda decorator: decorator == SEEN)
        for part in ("steps", "returns"):
            for decorator in outputs_last:
                read = self.functions[decorator]
                place = getattr(read, part)
                if name in place:
                    own = before(place, name) if part == "steps" else read.steps
                    node = self.read(name, said, [*self.steps, *own])
                    read = replace(read, **{part: place | {name: node}})
                    return replace(self, functions=self.functions | {decorator: read})
        what = "a step, a rate or an output"
        raise LanguageError(no_such(name, what, self.title, self.says()))

    def with_parts(self, steps, functions):
        """Return the text with these shared steps and functions; each step can be read."""
        given = tuple(
            name for name in steps if name in self.given or name not in self.steps
        )
        text = replace(self, steps=steps, given=given, functions=functions)
        text.check()
        return text

    def read(self, name, said, earlier):
        """Return the syntax tree of what `name` is to be, over y, p, t and `earlier` steps."""
        reader = Reader(self.states, self.parameters, earlier)
        return reader.said(name, said, earlier)


def is_name(node, name):
    """Whether an expression is just this name."""
    return isinstance(node, ast.Name) and node.id == name


def summed(state, events):
    """Return the sum of change times propensity over the events that change a state."""
    total = None
    for name, event in events.items():
        change = event.changes.get(state, 0)
        term = ast.Name(name, ast.Load())
        if abs(change) != 1:
            term = ast.BinOp(ast.Constant(abs(change)), ast.Mult(), term)
        if change and total is None:
            total = term if change > 0 else ast.UnaryOp(ast.USub(), term)
        elif change:
            total = ast.BinOp(total, ast.Add() if change > 0 else ast.Sub(), term)
    return ast.fix_missing_locations(total or ast.Constant(0))


def before(place, name):
    """Return the names that stand before a name."""
    return list(place)[: list(place).index(name)]


def flat(read):
    """Return the shared steps that a function says: those it returns stand last.

    `dict(free=free)` hands on a step, and is no second one.
    """
    handed_on = {name for name, node in read.returns.items() if is_name(node, name)}
    said = {name: n for name, n in read.returns.items() if name not in handed_on}
    for name in said.keys() & read.steps.keys():
        raise LanguageError(
            f"{name} is a step and is returned as something else",
            "give one another name",
        )
    return read.steps | said
