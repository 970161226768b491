"""Says a model in LaTeX, for the equations on the page."""

import ast
import re

# Binding strength; a minus sign in front binds looser than a product, tighter than a sum.
ATOM, POWER, FRACTION, PRODUCT, MINUS, SUM, CHOICE = 9, 5, 4, 3, 2, 1, 0
COMPARE = {ast.Lt: "<", ast.LtE: r"\le", ast.Gt: ">", ast.GtE: r"\ge"}
FUNCTION = {
    "exp": r"\exp",
    "log": r"\ln",
    "log10": r"\log_{10}",
    "tanh": r"\tanh",
    "maximum": r"\max",
    "minimum": r"\min",
}
GREEK = frozenset(
    """
    alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau
    phi chi psi omega
    """.split()
)


def symbol(name):
    """Return the LaTeX of a name that has none of its own: k_J, T0, rho, killing."""
    head, _, tail = name.partition("_")
    digits = re.fullmatch(r"([A-Za-z])(\d+)", head)
    if digits and not tail:
        return f"{digits[1]}_{{{digits[2]}}}"
    if head in GREEK:
        head = "\\" + head
    elif len(head) > 1:
        if len(tail) == 1:
            return rf"\mathrm{{{head}}}_{{{tail}}}"
        return r"\mathrm{" + name.replace("_", r"\ ") + "}"
    if not tail:
        return head
    low = tail if len(tail) == 1 else r"\mathrm{" + tail.replace("_", r"\ ") + "}"
    return f"{head}_{{{low}}}"


class Speaker:
    """Says expressions with the symbols that a model declares."""

    def __init__(self, symbols):
        self.symbols = symbols

    def name(self, name):
        return self.symbols.get(name) or symbol(name)

    def say(self, node):
        return self._say(node)[0]

    def _inside(self, node, rank):
        text, own = self._say(node)
        return text if own >= rank else rf"\left({text}\right)"

    def _say(self, node):
        match node:
            case ast.Constant(value=value):
                return number(value), ATOM
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return self.name(name), ATOM
            case ast.UnaryOp(operand=inner):
                return "-" + self._inside(inner, PRODUCT), MINUS
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return f"{self._inside(left, SUM)} + {self._inside(right, SUM)}", SUM
            case ast.BinOp(left=left, op=ast.Sub(), right=right):
                return (
                    f"{self._inside(left, SUM)} - {self._inside(right, PRODUCT)}",
                    SUM,
                )
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                a, b = self._inside(left, MINUS), self._inside(right, PRODUCT)
                return rf"{a}\,{b}", MINUS if a.startswith("-") else PRODUCT
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return rf"\frac{{{self.say(left)}}}{{{self.say(right)}}}", FRACTION
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                return self.power(base, exponent), POWER
            case ast.Compare(left=left, ops=[op], comparators=[right]):
                return f"{self.say(left)} {COMPARE[type(op)]} {self.say(right)}", CHOICE
            case ast.Call(func=ast.Name(id="where"), args=[condition, a, b]):
                said = [self.say(part) for part in (a, condition, b)]
                cases = r"{} & \text{{if }} {}\\ {} & \text{{otherwise}}".format(*said)
                return rf"\begin{{cases}}{cases}\end{{cases}}", ATOM
            case ast.Call(func=ast.Name(id="sum"), args=[generator]):
                loop = generator.generators[0]
                index, stop = loop.target.id, loop.iter.args[0].value - 1
                body = self._inside(generator.elt, PRODUCT)
                return rf"\sum_{{{index}=0}}^{{{stop}}} {body}", PRODUCT
            case ast.Call(func=ast.Name(id="sqrt"), args=[inner]):
                return rf"\sqrt{{{self.say(inner)}}}", ATOM
            case ast.Call(func=ast.Name(id=name), args=arguments):
                inside = r",\ ".join(map(self.say, arguments))
                return rf"{FUNCTION[name]}\left({inside}\right)", PRODUCT
        raise TypeError(f"not an expression of the model language: {ast.dump(node)}")

    def power(self, base, exponent):
        text, rank = self._say(base)
        if rank < ATOM or "^" in text or "_" in text and isinstance(base, ast.BinOp):
            text = rf"\left({text}\right)"
        return f"{text}^{{{self.say(exponent)}}}"


def number(value):
    """Return a number as print sets it: 2.5e9 as 2.5 times a power of ten."""
    text = f"{value:g}"
    if "e" not in text:
        return text
    head, power = text.split("e")
    ten = f"10^{{{int(power)}}}"
    return ten if head == "1" else rf"{head} \times {ten}"


def rates(read, speaker, time="t"):
    """Return the lines of an `aligned` block: the rates first, then the named steps."""
    lines = [
        rf"\frac{{d{speaker.name(name)}}}{{d{time}}} &= {speaker.say(node)}"
        for name, node in read.returns.items()
    ]
    return lines + formulas(read.steps, speaker)


def formulas(said, speaker):
    """Return the lines of an `aligned` block for what is said by name."""
    return [
        rf"{speaker.name(name)} &= {speaker.say(node)}" for name, node in said.items()
    ]


def events(declared, read, speaker):
    """Return the lines of an `aligned` block: what each event does and how often."""
    lines = []
    for name, event in declared.items():
        before, after = [], []
        for state, change in event.changes.items():
            sign = "+" if change > 0 else "-"
            before.append(speaker.name(state))
            after.append(f"{speaker.name(state)} {sign} {abs(change)}")
        propensity = speaker.say(read.returns[name])
        lines.append(
            rf"{speaker.name(name)}\colon\ {', '.join(before)} &\to {', '.join(after)}"
            rf"\quad\text{{at the rate }} {propensity}"
        )
    return lines + formulas(read.steps, speaker)
