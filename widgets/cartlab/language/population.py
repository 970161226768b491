"""A population: how people differ, declared once, with a law for each quantity.

Person k depends on the seed and on k only, in Python and on the page alike
(`population.js` is the twin of `people` and of what it calls). Chance is bounded: a bell never
goes beyond 3.4642, so a declaration that could leave a parameter's range is refused.
"""

import math
from dataclasses import dataclass, replace
from html import escape

import numpy as np

from cartlab.solve import chance
from cartlab.solve.say import say, spell

from .declaration import STATUS
from .names import nearest, no_such
from .tables import badge, table

BELLS = ("normal", "lognormal")
VALUES = {
    "normal": lambda x, middle, spread: middle + spread * x,
    "lognormal": lambda x, middle, spread: middle * np.exp(spread * x),
    "uniform": lambda x, low, high: low + (high - low) * x,
    "log-uniform": lambda x, low, high: low * np.exp(math.log(high / low) * x),
    "always": lambda x, value, _: value + 0 * x,
}


@dataclass(frozen=True)
class Law:
    """How one quantity differs from person to person; made by `normal` and the others.

    draw: the number of its random number, fixed for good: a new law takes a new number,
    and everybody keeps what they had.
    """

    kind: str
    first: float
    second: float
    draw: int
    status: str = "assumed"
    source: str = ""
    companion: str = ""
    r: float = 0.0
    limits: tuple | None = None
    exception: tuple | None = None

    def __post_init__(self):
        chance.check_word(self.draw, "draw")
        if not (math.isfinite(self.first) and math.isfinite(self.second)):
            raise ValueError(
                f"a {self.kind} law of {self.first} and {self.second}: choose two numbers"
            )
        if self.kind in BELLS and not self.second > 0:
            raise ValueError(f"spread = {self.second}: choose a number above 0")
        if self.kind == "lognormal" and not self.first > 0:
            raise ValueError(
                f"a lognormal law around {self.first}: choose a median above 0"
            )
        if "uniform" in self.kind and not self.first < self.second:
            raise ValueError(
                f"a {self.kind} law from {self.first} to {self.second}: choose (low, high)"
            )
        if self.kind == "log-uniform" and not self.first > 0:
            raise ValueError(f"a log-uniform law from {self.first}: choose low above 0")
        if self.status not in STATUS:
            raise ValueError(f"the status of a law is one of {', '.join(STATUS)}")
        if self.status != "assumed" and not self.source:
            raise ValueError(f"a {self.status} law needs its source")

    def published(self, source):
        """Return this law as one that stands in a publication: `source` says where."""
        return replace(self, status="published", source=source)

    def derived(self, source):
        """Return this law as one computed from, or tuned to, what `source` names."""
        return replace(self, status="derived", source=source)

    def assumed(self, source=""):
        """Return this law as chosen for teaching; `source` may say what speaks for it."""
        return replace(self, status="assumed", source=source)

    def along(self, companion, r):
        """Return this law, correlated (r) with that of a parameter declared before it.

        r is that of the bells from which both are made.
        """
        if not (self.kind in BELLS and 0 < abs(r) < 1):
            raise ValueError(
                f"a {self.kind} law along {companion}, r = {r}: normal and lognormal "
                "laws go along others, with r between -1 and 1 and not 0"
            )
        return replace(self, companion=companion, r=float(r))

    def clip(self, low=None, high=None):
        """Return this law with who lies beyond `low` or `high` put there.

        Without numbers they are the ends of the parameter's range.
        """
        return replace(self, limits=(low, high))

    def rarely(self, share, law, draw):
        """Return this law with another one for a share of the people (0 to 1).

        draw: the number of the draw that says who they are.
        """
        if not 0 < share < 1:
            raise ValueError(
                f"a share of {share} of the people: choose one between 0 and 1"
            )
        if law.companion:
            raise ValueError("an exception goes along with nothing: leave out along()")
        if self.exception:
            raise ValueError("a law has one exception: leave out the second rarely()")
        return replace(self, exception=(float(share), law, draw))

    def draws(self):
        """Return the numbers of all draws that the law takes."""
        own = [] if self.kind == "always" else [self.draw]
        if self.exception:
            _, law, draw = self.exception
            own += [draw, *law.draws()]
        return own

    def ends(self, reach):
        """Return the lowest and the highest value before clipping."""
        chances = {"always": (0, 0)} | dict.fromkeys(BELLS, (-reach, reach))
        value, (low, high) = VALUES[self.kind], chances.get(self.kind, (0, 1))
        return [float(value(x, self.first, self.second)) for x in (low, high)]

    def words(self, unit):
        """Return the law in words."""
        first, second = spell(self.first), spell(self.second)
        told = {
            "normal": f"normal, {first} ± {second}{unit}",
            "lognormal": f"lognormal, median {first}{unit}, times or divided by "
            f"{say(math.exp(self.second)) if self.kind == 'lognormal' else ''}",
            "always": f"{first}{unit}",
        }.get(self.kind, f"{self.kind}, {first} to {second}{unit}")
        if self.companion:
            told += f"; goes along with {self.companion}, r = {spell(self.r)}"
        if self.limits:
            told += "; not beyond {} and {}".format(*map(spell, self.limits))
        if self.exception:
            share, law, _ = self.exception
            told += f"; in {spell(100 * share)} % of people {law.words(unit)}"
        return told


def normal(middle, spread, *, draw):
    """Return a normal law: mean and standard deviation in the parameter's unit."""
    return Law("normal", middle, spread, draw)


def lognormal(middle, spread, *, draw):
    """Return a lognormal law: median, and the standard deviation of the logarithm (ln).

    A standard deviation told in powers of ten is `spread * math.log(10)` here.
    """
    return Law("lognormal", middle, spread, draw)


def uniform(low, high, *, draw):
    """Return a law by which every value from `low` to `high` is as likely."""
    return Law("uniform", low, high, draw)


def log_uniform(low, high, *, draw):
    """Return a law by which every logarithm from `low` to `high` is as likely."""
    return Law("log-uniform", low, high, draw)


def always(value):
    """Return one value for everybody: of use where a law is an exception to another."""
    return Law("always", value, 0.0, 0)


class Population:
    """People who differ by laws: {parameter: Law}, parameters of a Model or a Chain.

    Units, meanings and ranges are the parameters'; a parameter in whole numbers gets whole
    numbers. Raises ValueError where two laws share a draw, or where somebody could be
    drawn outside a range.
    """

    def __init__(self, title, model, laws):
        self.title, self.model, self.laws = title, model, {}
        taken = {}
        for name, law in laws.items():
            if not isinstance(law, Law):
                raise ValueError(
                    f"{name} = {law!r} is no law: write {name}=normal(…), or always({law!r})"
                )
            if name not in model.parameters:
                known = model.parameters
                raise ValueError(no_such(name, "a parameter", model.title, known))
            one = model.parameters[name]
            if one.kind not in ("number", "whole"):
                raise ValueError(f"{name} is a {one.kind}: only numbers have a law")
            self._check_companion(name, law)
            for draw in law.draws():
                if draw in taken:
                    raise ValueError(
                        f"{name}: draw {draw} belongs to {taken[draw]}; a new law takes "
                        f"a new number, such as {max(taken) + 1}"
                    )
                taken[draw] = name
            self.laws[name] = within(law, name, one, self._reach(law))

    def _check_companion(self, name, law):
        if law.companion:
            other = self.laws.get(law.companion)
            if other is None or other.kind not in BELLS:
                raise ValueError(
                    f"{name} goes along with {law.companion}: declare that before it, "
                    "with a normal or lognormal law"
                )

    def _reach(self, law):
        """Return how far the bell of a law goes; two joined go farther than one."""
        if not law.companion:
            return chance.OUTERMOST
        other = self._reach(self.laws[law.companion])
        return abs(law.r) * other + math.sqrt(1 - law.r * law.r) * chance.OUTERMOST

    def without(self, *names):
        """Return the same people with these quantities left to the model."""
        for name in names:
            if name not in self.laws:
                close = nearest(name, list(self.laws))
                raise ValueError(f"{name} does not differ in {self.title}: {close}")
        kept = {name: law for name, law in self.laws.items() if name not in names}
        for name, law in kept.items():
            if law.companion in names:
                raise ValueError(
                    f"{name} goes along with {law.companion}: leave {name} out too"
                )
        return Population(self.title, self.model, kept)

    def draw(self, n, seed, first=0):
        """Return {parameter: array of shape (n,)}: n people of a seed, from number `first`."""
        return people(self.spec(), n, seed, first)

    def spec(self):
        """Return what the page needs to draw the same people, as plain JSON."""
        people = [
            {
                "name": name,
                "whole": self.model.parameters[name].kind == "whole",
                "companion": self.laws[law.companion].draw if law.companion else None,
                "law": law_spec(law),
            }
            for name, law in self.laws.items()
        ]
        return {"title": self.title, "people": people}

    def rows(self):
        """Yield (name, meaning, law in words, status, source) as texts."""
        for name, law in self.laws.items():
            one = self.model.parameters[name]
            unit = "" if one.unit == "1" else f" {one.unit}"
            yield name, one.about, law.words(unit), law.status, law.source

    def _repr_html_(self):
        head = ("Quantity", "Meaning", "Law", "Status", "Source")
        rows = [
            [
                f"<code>{name}</code>",
                *map(escape, (about, law)),
                badge(status),
                escape(source),
            ]
            for name, about, law, status, source in self.rows()
        ]
        return table(self.title, head, rows)

    def __repr__(self):
        return "\n".join([self.title, *(" | ".join(row) for row in self.rows())])


def within(law, name, one, reach):
    """Return the law with its limits as numbers, once nobody can leave the range."""
    low, high = one.range
    unit = "" if one.unit == "1" else f" {one.unit}"
    if law.limits:
        asked = zip(law.limits, (low, high), strict=True)
        limits = tuple(end if limit is None else limit for limit, end in asked)
        if not low <= limits[0] < limits[1] <= high:
            raise ValueError(
                f"{name}: clipped at {limits[0]:g} and {limits[1]:g}{unit}, which must "
                f"lie within its range, {low:g} to {high:g}{unit}"
            )
        law = replace(law, limits=limits)
    else:
        lowest, highest = law.ends(reach)
        told = ("lowest", lowest, "below") if lowest < low else None
        told = ("highest", highest, "above") if highest > high else told
        if told:
            end, value, where = told
            raise ValueError(
                f"{name}: the {end} that can be drawn, {value:.3g}{unit}, is {where} its "
                f"range, {low:g} to {high:g}{unit}: choose a narrower law, or say "
                "clip() that such people are put at the end of the range"
            )
    if law.exception:
        share, other, draw = law.exception
        other = within(other, name, one, chance.OUTERMOST)
        law = replace(law, exception=(share, other, draw))
    return law


def people(spec, n, seed, first=0):
    """Return {parameter: array of shape (n,)} of the population that `spec` describes."""
    chance.check_word(seed, "seed")
    drawn = numbers(spec, np.arange(first, first + n), seed)
    found = {}
    for one in spec["people"]:
        value = np.broadcast_to(evaluate(one["law"], drawn), n)
        found[one["name"]] = np.floor(value + 0.5) if one["whole"] else value.copy()
    return found


def numbers(spec, who, seed):
    """Return {number of a draw: what chance says}, bells joined, before any law."""
    drawn = {}
    for one in spec["people"]:
        law, companion = one["law"], one["companion"]
        draw_into(drawn, law, who, seed)
        if companion is not None:
            own = math.sqrt(1 - law["r"] * law["r"]) * drawn[law["draw"]]
            drawn[law["draw"]] = law["r"] * drawn[companion] + own
    return drawn


def draw_into(drawn, law, who, seed):
    """Put what chance says for a law, and for its exception, into {draw: numbers}."""
    if law["kind"] != "always":
        kind = chance.bell if law["kind"] in BELLS else chance.uniform
        drawn[law["draw"]] = kind(who, law["draw"], seed)
    if law["exception"]:
        draw, other = law["exception"]["draw"], law["exception"]["law"]
        drawn[draw] = chance.uniform(who, draw, seed)
        draw_into(drawn, other, who, seed)


def evaluate(law, drawn):
    """Return the values that a law makes of the numbers that chance gave."""
    chances = drawn.get(law["draw"], 0)
    value = VALUES[law["kind"]](chances, law["first"], law["second"])
    if law["limits"]:
        value = np.clip(value, *law["limits"])
    if exception := law["exception"]:
        other = evaluate(exception["law"], drawn)
        value = np.where(drawn[exception["draw"]] < exception["share"], other, value)
    return value


def law_spec(law):
    share, other, draw = law.exception or (0.0, None, None)
    return {
        "kind": law.kind,
        "first": law.first,
        "second": law.second,
        "draw": law.draw,
        "r": law.r,
        "limits": law.limits and list(law.limits),
        "exception": other and {"share": share, "draw": draw, "law": law_spec(other)},
    }
