"""What the text of a model says, as named steps and what is returned."""

import ast
from copy import deepcopy
from dataclasses import dataclass, field

from .errors import refuse


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

    def parameters(self):
        """Return the names of the parameters that the program reads, in order."""
        parts = (part for node in self.expressions() for part in ast.walk(node))
        return sorted(
            {
                part.attr
                for part in parts
                if isinstance(part, ast.Attribute) and part.value.id == "p"
            }
        )

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

    def after(self, shared):
        """Return the program with those of the `shared` steps that it needs.

        Each stands just before the first step that needs it, so that the equations read
        as if it had been written there.
        """
        steps = {}

        def bring(node):
            needed = names(node)
            for name, said in shared.items():
                if name in needed and name not in steps:
                    bring(said)
                    steps[name] = said

        for name, node in self.steps.items():
            bring(node)
            steps[name] = node
        for node in self.returns.values():
            bring(node)
        return Program(steps, self.returns)


def names(node):
    """Return the bare names in an expression: steps, the time, functions."""
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}


def indices(node):
    """Return the names that the sums of an expression count with."""
    return {
        part.target.id for part in ast.walk(node) if isinstance(part, ast.comprehension)
    }


def shown(node):
    """Return the text of a piece of the model, cut to one readable line."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 60 else text[:57] + "..."


def inlined(node, steps):
    """Return `node` with every step replaced by what it stands for."""

    class Inline(ast.NodeTransformer):
        def visit_Name(self, found):
            if found.id in steps:
                return self.visit(deepcopy(steps[found.id]))
            return found

    return ast.fix_missing_locations(Inline().visit(deepcopy(node)))


def comparisons(program):
    """Yield (comparison, [left, right], [what each rests on]) of all of a program."""
    for top in program.expressions():
        for node in ast.walk(top):
            if isinstance(node, ast.Compare):
                sides = [node.left, node.comparators[0]]
                yield node, sides, [program.depends(side) for side in sides]


def is_time(node):
    return isinstance(node, ast.Name) and node.id == "t"


def refuse_switches_on_states(program):
    """Refuse a comparison of states: a solver of rates would not see where it turns."""
    for node, _, rests in comparisons(program):
        if "y" in rests[0] | rests[1]:
            remedy = "smooth it, e.g. y.x / (y.x + p.width)"
            refuse(node, f"'{shown(node)}' switches on a state", remedy)


def refuse_smooth_time(program):
    """Refuse a time that is not in a comparison: nothing may change between two jumps."""
    compared = {id(side) for _, sides, _ in comparisons(program) for side in sides}
    for top in program.expressions():
        for node in ast.walk(top):
            if is_time(node) and id(node) not in compared:
                remedy = "let it switch: where(t < p.start, a, b)"
                refuse(node, f"'{shown(top)}' changes all the time", remedy)


def time_cuts(program):
    """Return the expressions of the parameters at which a program switches in time.

    A comparison with the time must have it on one side and only parameters on the other:
    there the time axis is cut and the model is followed anew.
    """
    cuts = []
    for node, sides, rests in comparisons(program):
        if "t" not in rests[0] | rests[1]:
            continue
        alone = [is_time(side) for side in sides]
        if sum(alone) != 1 or not rests[1 - alone.index(True)] <= {"p"}:
            remedy = "put t alone on one side: t < p.start + p.length"
            refuse(node, f"'{shown(node)}' hides the time", remedy)
        cut = inlined(sides[1 - alone.index(True)], program.steps)
        if ast.dump(cut) not in map(ast.dump, cuts):
            cuts.append(cut)
    return cuts
