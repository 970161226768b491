"""A trial in Python: thousands of people, followed block by block, as one table.

Person k is the same whatever the size of a block and whoever follows it, so a block is all
that has to be sent to another process: `spread` takes any function that works like `map`.
"""

from functools import cache

import numpy as np

from cartlab.language.population import people as drawn_people
from cartlab.solve import SLIDERS
from cartlab.solve.readouts import measure

from . import LEUKEMIA, SETTINGS, treated, untreated

FEVER = 10  # pg/mL of signaling IL-6: any CRS, by the course's own map
BLOCK = 250  # people in an array: more are no faster, and one slow patient holds up all
# What stands in the table: of the stages as they are handed over, and of the month.
HANDED = (
    "not_made lost infused evaluable cd3_collected car_frac fold doublings growth q "
    "dose v2v_d T0 responds"
).split()
READ = {
    "peak": ("transgene", dict(kind="peak")),
    "peak_day": ("transgene", dict(kind="time of peak")),
    "exposure": ("transgene", dict(kind="area")),
    "peak_cells": ("cart_engrafted", dict(kind="peak")),
    "tumor_28": ("tumor", dict(kind="value", at=28)),
    "b_cells_28": ("b_cells", dict(kind="value", at=28)),
    "il6": ("il6_signal", dict(kind="peak")),
    "crs_day": ("il6_signal", dict(kind="first above", at=FEVER)),
    "strain": ("strain", dict(kind="peak")),
}
DRUGS = ("toci_mg", "toci_day", "dex_mg", "dex_day")


@cache
def chain_of(title, drugs):
    """Return the chain of a setting, with or without the drugs of the rule."""
    return SETTINGS[title].of(treated if drugs else untreated)


def block(task):
    """Return the table of one block, {column: (count,)}. task: as `follow` makes it."""
    title, drugs, spec, seed, (first, count), changes = task
    chain = chain_of(title, drugs)
    drawn = drawn_people(spec, count, seed, first=first)
    run = chain.simulate(rtol=SLIDERS, **(drawn | changes))
    table = {"person": np.arange(first, first + count), **drawn}
    for name in (*HANDED, *(DRUGS if drugs else ())):
        table[name] = np.array(np.broadcast_to(run.handed[name], count))
    for name, (output, how) in READ.items():
        found = [measure(how, *run.curve(output, i)) for i in range(count)]
        table[name] = np.array([np.nan if x is None else x for x in found], float)
    hot, step = run["il6_signal"] > FEVER, run.t[1] - run.t[0]
    table["crs_days"] = step * np.atleast_1d(hot.sum(axis=0))
    return table


def follow(
    people,
    n,
    seed,
    setting=LEUKEMIA,
    *,
    drugs=False,
    spread=map,
    bar=False,
    size=BLOCK,
    **changes,
):
    """Return what n people of a Population come to, as {column: array of shape (n,)}.

    drugs: by the rule of `rule.py`, or none. spread: a function like `map`, which may use
    other processes or machines. bar: print a mark for each block that is done. changes:
    {parameter: number}, instead of the setting's. `pandas.DataFrame` takes the table as it is.
    """
    starts = range(0, n, size)
    spec = people.spec()
    tasks = [
        (setting.title, drugs, spec, seed, (first, min(size, n - first)), changes)
        for first in starts
    ]
    tables = []
    for table in spread(block, tasks):
        tables.append(table)
        if bar:
            print("▪", end="", flush=True)
    if bar:
        print(f" {n:,} people")
    return {name: np.concatenate([one[name] for one in tables]) for name in tables[0]}


def part(table, chosen):
    """Return the rows of a table for which `chosen`, (n,), is true."""
    return {name: column[chosen] for name, column in table.items()}


def mean(values):
    """Return the geometric mean of those that are known."""
    return float(np.exp(np.log(values[np.isfinite(values)]).mean()))


def variation(values):
    """Return the geometric coefficient of variation, in percent."""
    deviation = np.log(values[np.isfinite(values)]).std(ddof=1)
    return float(100 * np.sqrt(np.exp(deviation**2) - 1))


def slope(x, y):
    """Return the slope of the line that fits y against x best."""
    return float(np.polyfit(x, y, 1)[0])
