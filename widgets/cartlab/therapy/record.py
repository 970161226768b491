"""The record that carries one patient from stage to stage.

`FIELDS` is the one place where unit, range and meaning of what is handed over stand;
the models take their declarations from it. A default is the reference adult's, rounded.
"""

from collections.abc import Mapping
from html import escape

from cartlab.language import Output, Parameter
from cartlab.language.grammar import nearest
from cartlab.solve.say import say

VESSELS = {
    "static flask": 1,
    "gas-permeable flask": 2,
    "rocking bioreactor": 3,
    "hollow fiber": 4,
}

PATIENT = dict(
    weight_kg=Parameter(
        75,
        "kg",
        "body weight of the patient",
        (10, 120),
        label="Weight",
        tex="m_{\\mathrm{body}}",
    ),
    cd3_per_uL=Parameter(
        700,
        "cell/µL",
        "T cells (CD3+) in the blood before collection",
        (100, 2500),
        label="T cells before collection",
        scale="log",
        source="medians of two groups: 349 and 914 (Allen 2017)",
        tex=r"c_{\mathrm{CD3}}",
    ),
    prior_cycles=Parameter(
        4,
        "1",
        "cycles of chemotherapy before collection",
        (0, 12),
        label="Cycles of chemotherapy",
        kind="whole",
        tex=r"n_{\mathrm{chemo}}",
    ),
    mu_max=Parameter(
        0.95,
        "1/day",
        "fastest division of this patient's T cells in culture; a healthy donor has "
        "1.3 here, a heavily treated patient 0.70, a non-grower less than 0.4",
        (0.2, 1.4),
        label="Fastest division",
        step=0.01,
        source="1.3 gives a donor's more than 500-fold in 8 to 9 days (Quantum 2019)",
        tex=r"\mu_{\max}",
    ),
)

COLLECTED = dict(
    cd3_collected=Parameter(
        3.9e9,
        "cell",
        "T cells (CD3+) in the collection bag",
        (5e6, 1e11),
        label="T cells collected",
        scale="log",
        tex=r"N_{\mathrm{bag}}",
    ),
    f_scm=Parameter(
        0.30,
        "1",
        "naive and stem-memory share of the T cells collected",
        (0.1, 0.5),
        label="Stem-like at collection",
        step=0.01,
        tex=r"f_{\mathrm{stem}}",
    ),
    f_cm=Parameter(
        0.30,
        "1",
        "central-memory share of the T cells collected",
        (0.1, 0.5),
        label="Central memory at collection",
        step=0.01,
        tex=r"f_{\mathrm{central}}",
    ),
)

ENGINEERED = dict(
    seeded=Parameter(
        1.41e8,
        "cell",
        "living T cells with which the culture starts",
        (1e7, 1e9),
        label="Cells seeded",
        scale="log",
        tex=r"X_0",
    ),
    car_frac=Parameter(
        0.32,
        "1",
        "share of the T cells that carry the CAR",
        (1e-5, 1),
        label="CAR-positive share",
        tex=r"f_{\mathrm{CAR}}",
    ),
    vcn_pos=Parameter(
        1.47,
        "1",
        "vector copies in a CAR-positive cell, on average",
        (1, 100),
        label="Copies per CAR+ cell",
        scale="log",
        tex=r"n_{\mathrm{copies}}",
    ),
)

CULTURED = dict(
    vessel=Parameter(
        VESSELS["rocking bioreactor"],
        "1",
        "the vessel of the culture",
        (1, 4),
        label="Vessel",
        kind="choice",
        choices=VESSELS,
        tex=r"\mathrm{vessel}",
    ),
    culture_d=Parameter(
        9,
        "day",
        "length of the culture, from seeding to harvest",
        (1, 14),
        label="Harvest on day",
        step=0.1,
        tex=r"t_{\mathrm{harvest}}",
    ),
    viable=Parameter(
        8.6e9,
        "cell",
        "living T cells, with and without CAR",
        (1e5, 1e12),
        label="Living cells",
        scale="log",
        tex="X",
    ),
    fold=Parameter(
        61,
        "1",
        "living T cells, times those seeded",
        (1e-3, 1e5),
        label="Fold expansion",
        scale="log",
        tex=r"X/X_0",
    ),
    viability=Parameter(
        93,
        "%",
        "living cells, percent of living and dead",
        (0, 100),
        label="Viability",
        tex="v",
    ),
    product_fscm=Parameter(
        0.034,
        "1",
        "naive and stem-memory share of the cells in culture",
        (0, 0.5),
        label="Stem-like share",
        tex=r"x_{\mathrm{stem}}",
    ),
    product_fcm=Parameter(
        0.28,
        "1",
        "central-memory share of the cells in culture",
        (0, 1),
        label="Central-memory share",
        tex=r"x_{\mathrm{central}}",
    ),
    doublings=Parameter(
        6.7,
        "1",
        "times an average cell has divided in culture",
        (0, 40),
        label="Doublings",
        tex="n",
    ),
    potency=Parameter(
        0.043,
        "1",
        "what a cell can still do in the patient, times that of an uncultured cell of "
        "which 30 % are stem-like",
        (1e-12, 10),
        label="Potency",
        scale="log",
        tex="x",
    ),
)

RELEASED = dict(
    viab_min=Parameter(
        80,
        "%",
        "least viability after thawing",
        (50, 95),
        label="Viability, at least",
        step=1,
        status="published",
        source="80 % US, 70 % Japan and first trial (Pasquini 2020)",
        tex=r"v_{\min}",
    ),
    car_min=Parameter(
        0.10,
        "1",
        "least CAR-positive share; each product has a limit of its own",
        (0.02, 0.3),
        label="CAR-positive share, at least",
        step=0.01,
        tex=r"f_{\min}",
    ),
    vcn_max=Parameter(
        5,
        "1",
        "most vector copies in a CAR-positive cell; each laboratory sets its own",
        (2, 10),
        label="Copies per CAR+ cell, below",
        step=0.5,
        tex=r"n_{\max}",
    ),
    dose_min=Parameter(
        6e7,
        "cell",
        "least dose of CAR-positive living T cells",
        (1e6, 3e8),
        label="Dose, at least",
        scale="log",
        status="published",
        source="Kymriah label, lymphoma: 0.6e8 to 6e8",
        tex=r"D_{\min}",
    ),
    viab_thaw=Parameter(
        86,
        "%",
        "viability after thawing",
        (0, 100),
        label="Viability after thawing",
        tex=r"v_{\mathrm{thaw}}",
    ),
    car_viable=Parameter(
        2.1e9,
        "cell",
        "CAR-positive living T cells after thawing",
        (1e3, 1e12),
        label="CAR T cells made",
        scale="log",
        tex=r"N_{\mathrm{CAR}}",
    ),
    dose=Parameter(
        1e8,
        "cell",
        "infused CAR-positive viable T cells",
        (1e6, 1e9),
        label="Dose",
        scale="log",
        status="published",
        source="Kymriah label, above 50 kg: 1e7 to 2.5e8; the slider goes beyond",
        tex=r"D_{\mathrm{CAR}}",
    ),
    dose_per_kg=Parameter(
        1.33e6,
        "cell/kg",
        "infused CAR-positive viable T cells per kilogram",
        (5e3, 1e8),
        label="Dose per kg",
        scale="log",
    ),
    in_spec=Parameter(
        1,
        "1",
        "the product keeps all its limits: 1 yes, 0 no",
        (0, 1),
        label="In specification",
        kind="switch",
    ),
    v2v_d=Parameter(
        28,
        "day",
        "from collection to infusion, vein to vein",
        (5, 90),
        label="Vein to vein",
        tex=r"t_{\mathrm{v2v}}",
    ),
    p_infused=Parameter(
        0.92,
        "1",
        "share of such patients who reach their infusion",
        (0, 1),
        label="Reach infusion",
        tex=r"P_{\mathrm{infused}}",
    ),
    T0=Parameter(
        1e11,
        "cell",
        "tumor cells at infusion",
        (1e9, 2e12),
        label="Tumor at infusion",
        scale="log",
        status="derived",
        source="Kimmel 2021: median 9.49e10, rounded",
        tex="T_0",
    ),
    q=Parameter(
        1.0,
        "1",
        "fitness of the product: its share of the fastest possible division",
        (0.4, 1.1),
        label="Fitness of the product",
        step=0.01,
    ),
    phi=Parameter(
        0.02,
        "1",
        "memory-like share of the cells that engraft",
        (0, 0.3),
        label="Memory-like share",
        step=0.01,
    ),
)

FIELDS = PATIENT | COLLECTED | ENGINEERED | CULTURED | RELEASED


def output(name, look, span=None):
    """Return the Output that gives a field: unit, meaning and symbol are the field's.

    span: (low, high) of its axis, where the field's whole range is too wide to look at.
    """
    one = FIELDS[name]
    return Output(
        one.unit,
        one.about,
        span or one.range,
        label=one.label,
        scale=one.scale,
        whole=one.kind == "switch",
        look=look,
        tex=one.tex,
    )


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
                close = nearest(name, list(FIELDS))
                raise ValueError(f"{name} is not a field of the record: {close}")
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
        raise KeyError(f"{name} is not a field: {nearest(name, list(FIELDS))}")

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
            share, least = say(100 * self.car_frac), f"{100 * self.car_min:g}"
            found.append(f"{share} % CAR-positive cells are fewer than {least} %")
        if not self.vcn_pos < self.vcn_max:
            found.append(
                f"{say(self.vcn_pos)} copies per CAR-positive cell are not below "
                f"{self.vcn_max:g}"
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
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th><td>{escape(about)}</td>'
            f'<td class="v2v-num">{escape(value)}</td><td>{escape(unit)}</td></tr>'
            for name, about, value, unit in self._rows()
        )
        head = "".join(
            f'<th scope="col">{name}</th>'
            for name in ("Field", "Meaning", "Value", "Unit")
        )
        return (
            '<div class="v2v-scroll" tabindex="0" role="region" aria-label="The record">'
            f'<table class="v2v-params"><thead><tr>{head}</tr></thead>'
            f"<tbody>{body}</tbody></table></div>"
        )

    def __repr__(self):
        return "\n".join(
            f"{name} = {value} {unit}".rstrip() for name, _, value, unit in self._rows()
        )
