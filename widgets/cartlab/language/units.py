"""Checks that a model adds like with like.

A unit is a product of symbols with powers: "pg/mL/day" is pg·mL⁻¹·day⁻¹. Symbols are
never converted: mL and L are as different as day and cell, so that a forgotten factor
of 1,000 is found. A conversion is a parameter with a unit of its own.
"""

import ast
import re
from fractions import Fraction

from .errors import LanguageError, refuse
from .names import nearest
from .program import shown

# The symbols that a declaration may use. A model that needs another one adds it here.
SYMBOLS = frozenset(
    """
    year day hour min s L mL µL m cm mm µm kg g mg µg ng pg fg mol mmol µmol nmol pmol
    cell copies particle IU
    """.split()
)
ANY = "any"  # the unit of a plain zero, which may be added to everything


def parse(text):
    """Return {symbol: power} of a unit such as "1", "cell/µL" or "1/day"."""
    unit, sign = {}, 1
    text = text.replace("\u03bc", "\u00b5")  # Greek mu and the micro sign look alike
    tokens = re.findall(r"[*/]|[^\s*/]+", text)
    if not tokens:
        raise ValueError(f"the unit '{text}' is empty; write 1 for a plain number")
    for token in tokens:
        if token in "*/":
            sign = -1 if token == "/" else 1
            continue
        if token == "%":  # a plain number, shown a hundred times as large
            continue
        symbol = re.fullmatch(r"([^\d^]+)(?:\^(-?\d+))?|1", token)
        if not symbol:
            raise ValueError(
                f"'{token}' in the unit '{text}' is not a unit like mL or L^2"
            )
        if symbol[1]:
            power = sign * int(symbol[2] or 1)
            unit[symbol[1]] = unit.get(symbol[1], 0) + Fraction(power)
        sign = 1
    return _clean(unit)


def check_unit(text, name):
    """Refuse the unit of a declaration where a symbol is misspelled or unknown."""
    for symbol in parse(text):
        if symbol not in SYMBOLS:
            raise LanguageError(
                f"{name}: {symbol} in the unit '{text}' is unknown",
                f"{nearest(symbol, sorted(SYMBOLS))} A new symbol is added to SYMBOLS "
                "in cartlab/language/units.py",
            )


def written(unit):
    """Return a unit as people write it."""
    if unit == ANY:
        return "0"

    def part(symbol, power):
        return symbol if power == 1 else f"{symbol}^{power}"

    up = [part(s, p) for s, p in unit.items() if p > 0]
    down = [part(s, -p) for s, p in unit.items() if p < 0]
    return "/".join([" ".join(up) or "1", *down])


def _clean(unit):
    return {symbol: power for symbol, power in unit.items() if power}


def _times(a, b, sign=1):
    if ANY in (a, b):
        return ANY  # nothing times something is nothing, in every unit
    return _clean({s: a.get(s, 0) + sign * b.get(s, 0) for s in a.keys() | b.keys()})


class UnitCheck:
    """Works out the unit of every expression of a program."""

    def __init__(self, time, states, parameters):
        self.known = {("t", "t"): parse(time)}
        self.known |= {("y", name): parse(s.unit) for name, s in states.items()}
        self.known |= {("p", name): parse(q.unit) for name, q in parameters.items()}
        self.steps = {}

    def program(self, read, expected):
        """Check the steps, then that each returned name has its unit of `expected`."""
        self.steps = {}
        for name, node in read.steps.items():
            self.steps[name] = self.of(node)
        for name, node in read.returns.items():
            self.expect(node, expected[name], name)

    def expect(self, node, unit, name):
        found = self.of(node)
        if found not in (unit, ANY):
            why = f"{name} should be in {written(unit)} but is in {written(found)}"
            refuse(node, why, f"check the units in '{shown(node)}'")

    def same(self, node, *parts):
        units = [u for u in map(self.of, parts) if u != ANY]
        for other in units[1:]:
            if other != units[0]:
                why = f"'{shown(node)}' mixes {written(units[0])} and {written(other)}"
                refuse(node, why, "bring both to the same unit")
        return units[0] if units else ANY

    def plain(self, node, part):
        if self.of(part) not in ({}, ANY):
            why = f"'{shown(part)}' is in {written(self.of(part))}"
            refuse(node, why, "divide it by something of that unit first")
        return {}

    def of(self, node):
        """Return the unit of an expression; refuse it where unlike things are added."""
        match node:
            case ast.Constant(value=value):
                return ANY if value == 0 else {}
            case ast.Name(id="t"):
                return self.known["t", "t"]
            case ast.Name(id=name):
                return self.steps.get(name, {})
            case ast.Attribute(value=ast.Name(id=space), attr=name):
                return self.known[space, name]
            case ast.UnaryOp(operand=inner):
                return self.of(inner)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub(), right=right):
                return self.same(node, left, right)
            case ast.BinOp(left=left, op=ast.Mult(), right=right):
                return _times(self.of(left), self.of(right))
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return _times(self.of(left), self.of(right), -1)
            case ast.BinOp(left=base, op=ast.Pow(), right=exponent):
                return self.power(node, base, exponent)
            case ast.Compare(left=left, comparators=[right]):
                return self.same(node, left, right)
            case ast.Call(func=ast.Name(id="where"), args=[condition, a, b]):
                self.of(condition)
                return self.same(node, a, b)
            case ast.Call(func=ast.Name(id="sum"), args=[generator]):
                return self.of(generator.elt)
            case ast.Call(func=ast.Name(id="sqrt"), args=[inner]):
                return self.root(self.of(inner))
            case ast.Call(func=ast.Name(id="maximum" | "minimum"), args=arguments):
                return self.same(node, *arguments)
            case ast.Call(args=[inner]):
                return self.plain(node, inner)
        raise TypeError(f"not an expression of the model language: {ast.dump(node)}")

    def root(self, unit):
        return unit if unit == ANY else {s: p / 2 for s, p in unit.items()}

    def power(self, node, base, exponent):
        self.plain(node, exponent)
        unit = self.of(base)
        if unit in ({}, ANY):
            return unit
        sign = 1
        if isinstance(exponent, ast.UnaryOp):
            sign, exponent = -1, exponent.operand
        if not isinstance(exponent, ast.Constant):
            why = f"'{shown(base)}' is in {written(unit)}"
            refuse(node, why, "only a plain number may have a power that varies")
        power = sign * Fraction(exponent.value)
        return {s: p * power for s, p in unit.items()}
