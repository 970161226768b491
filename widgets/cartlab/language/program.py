"""What the text of a model says, as named steps and what is returned."""

import ast
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
