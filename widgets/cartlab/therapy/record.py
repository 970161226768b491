"""The record that carries one patient from stage to stage."""

from collections.abc import Mapping
from html import escape

from cartlab.language.names import no_such
from cartlab.language.tables import number, table
from cartlab.solve.say import say

from .fields import FIELDS


def _told(one, value):
    """Return a field's value in words: a choice by its name, a count without decimals."""
    if one.kind == "choice":
        return next(name for name, each in one.choices.items() if each == value)
    return say(value) if one.kind == "number" else f"{value:g}"


class Record(Mapping):
    """What is known of one patient so far: {field: number}. It cannot be changed.

    A stage takes a record and returns a new one (`through`). Raises ValueError for a
    field that does not exist and for a value outside its range; nothing is clipped.
    """

    __slots__ = ("_known",)

    def __init__(self, **fields):
        for name, value in fields.items():
            if name not in FIELDS:
                raise ValueError(no_such(name, "a field", "the record", FIELDS))
            FIELDS[name].check(value, name)
        ordered = {name: float(fields[name]) for name in FIELDS if name in fields}
        object.__setattr__(self, "_known", ordered)

    def __setattr__(self, name, value):
        raise AttributeError(
            f"a record is not changed: record.with_({name}={value!r}) makes a new one"
        )

    def __getitem__(self, name):
        if name in self._known:
            return self._known[name]
        if name in FIELDS:
            raise KeyError(
                f"{name} is not known yet: run the stage that gives it first"
            )
        raise KeyError(no_such(name, "a field", "the record", FIELDS))

    def __getattr__(self, name):
        try:
            return self[name]
        except KeyError as problem:
            raise AttributeError(problem.args[0]) from None

    def __iter__(self):
        return iter(self._known)

    def __len__(self):
        return len(self._known)

    def __hash__(self):
        return hash(tuple(self._known.items()))

    def with_(self, **fields):
        """Return a new record with these fields said anew."""
        return Record(**{**self._known, **fields})

    def through(self, stage, **choices):
        """Return the record after a stage, a Model or a Chain of them.

        What the record knows of the stage's parameters goes in, `choices` come before
        it; what the stage hands over comes out, if it is a field.
        """
        known = {name: self[name] for name in stage.parameters if name in self}
        run = stage.simulate(**(known | choices))
        used = {name: run.values[name] for name in stage.parameters if name in FIELDS}
        given = {name: run.handed[name] for name in stage.outputs if name in FIELDS}
        return self.with_(**used, **given)

    @property
    def reasons(self):
        """Why the product is out of specification, in words; empty when it is in."""
        found = []
        if self.viab_thaw < self.viab_min:
            found.append(
                f"viability {say(self.viab_thaw)} % is below {self.viab_min:g} %"
            )
        if self.car_frac < self.car_min:
            found.append(
                f"{say(self.car_frac)} % CAR-positive cells are fewer than "
                f"{self.car_min:g} %"
            )
        if not self.vcn_pos < self.vcn_max:
            found.append(
                f"{say(self.vcn_pos)} copies per CAR-positive cell are not below "
                f"{self.vcn_max:g}"
            )
        if self.growth < self.growth_asked:
            found.append(
                f"the cells doubled {say(self.growth)} times a day, fewer than "
                f"{self.growth_asked:g}: the culture was stopped"
            )
        if self.dose < self.dose_min:
            found.append(
                f"{say(self.dose)} CAR T cells are fewer than the least dose, "
                f"{say(self.dose_min)}"
            )
        return found

    def _rows(self):
        for name, value in self._known.items():
            one = FIELDS[name]
            unit = "" if one.unit == "1" else one.unit
            yield name, one.about, _told(one, value), unit

    def _repr_html_(self):
        rows = [
            [escape(name), escape(about), number(value), escape(unit)]
            for name, about, value, unit in self._rows()
        ]
        return table("The record", ("Field", "Meaning", "Value", "Unit"), rows)

    def __repr__(self):
        return "\n".join(
            f"{name} = {value} {unit}".rstrip() for name, _, value, unit in self._rows()
        )
