"""The stored picture of an explorer: for print, for exercises, where no script runs."""

import io

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from cartlab.solve import SLIDERS

from .contour import surface
from .grades import MOST, graded
from .histogram import counts, found
from .palette import color, line
from .panels import phases_of
from .reading import measure_each, say_short, shown_unit

WIDTH, HEIGHT, DPI = 6.6, 2.5, 110  # inch, inch per panel, dots per inch
CONTOUR_SHADE = 0.13  # what each level adds to the color below it
SWEEP_POINTS = 15  # a still need not be as fine as the page
FONT = ["Source Sans 3", "Source Sans Pro", "DejaVu Sans"]


class Still(Figure):
    """A figure that shows itself in a notebook, whether or not pyplot is loaded."""

    def _repr_png_(self):
        kept = io.BytesIO()
        FigureCanvasAgg(self).print_png(kept)
        return kept.getvalue()


def draw(panels, model, run):
    """Return the figure of all panels that are drawn."""
    drawn = [panel for panel in panels if panel["kind"] in DRAWERS]
    figure = Still(figsize=(WIDTH, HEIGHT * len(drawn)), dpi=DPI, layout="constrained")
    figure.set_facecolor(color("page"))
    for number, panel in enumerate(drawn, start=1):
        axes = figure.add_subplot(len(drawn), 1, number)
        axes.set_facecolor(color("page"))
        DRAWERS[panel["kind"]](axes, panel, model, run)
        dress(axes)
    return figure


def draw_course(axes, panel, model, run):
    outputs = {name: model.outputs[name] for name in panel["outputs"]}
    for name, output in outputs.items():
        plot(
            axes,
            run.times(name),
            run[name],
            output.look,
            label=output.label or output.about,
        )
    tint = color(f"{next(iter(outputs.values())).look}-tint")
    for number, band in enumerate(panel["bands"], start=1):
        share = number / len(panel["bands"])
        axes.axhspan(band["low"], band["high"], color=tint, alpha=0.8 * share, lw=0)
        axes.annotate(
            band["label"],
            (0.01, middle(band, next(iter(outputs.values())).scale)),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=8,
            color=color("muted"),
        )
    for number, (label, start, end) in enumerate(phases_of(panel, run)):
        axes.axvspan(start, end, color=tint, alpha=0.75 if number % 2 else 0.3, lw=0)
        axes.annotate(
            label,
            (start, 0),
            xycoords=("data", "axes fraction"),
            xytext=(4, 4 + 10 * (number % 3)),
            textcoords="offset points",
            fontsize=8,
            color=color("muted"),
        )
    for points in panel["points"]:
        ring(axes, points)
    flag(axes, run.given(panel["outputs"][0]))
    axes.set_xlabel(panel["clock"])
    axes.set_xlim(0, model.home(panel["outputs"][0]).t_end)
    axes.xaxis.set_major_locator(MaxNLocator(8, steps=[1, 2, 4, 5, 7, 10]))
    axes.set_ylabel(named(panel["title"], panel["unit"]))
    fit(axes, list(outputs.values()), [run[name] for name in outputs])
    if len(outputs) > 1 or panel["points"]:
        axes.legend(
            frameon=False, fontsize=8, handlelength=3.2, labelcolor=color("ink")
        )


def ring(axes, points):
    """Show published points as open rings with their name."""
    axes.plot(
        points["x"],
        points["y"],
        "o",
        markerfacecolor=color("page"),
        markeredgecolor=color("ink"),
        markersize=6,
        label=points["label"],
    )


def draw_stacked(axes, panel, model, run):
    names = panel["outputs"]
    t, parts = run.times(names[0]), np.array([run[name] for name in names])
    tops = np.cumsum(100 * parts / parts.sum(axis=0) if panel["share"] else parts, 0)
    below = np.zeros_like(t)
    for number, (name, top) in enumerate(zip(names, tops, strict=True)):
        output = model.outputs[name]
        alpha = 0.16 + 0.44 * (len(names) - 1 - number) / max(len(names) - 1, 1)
        axes.fill_between(t, below, top, color=color(output.look), alpha=alpha, lw=0)
        axes.plot(t, top, color=color(output.look), linewidth=1)
        axes.annotate(
            output.label or output.about,
            (t[-1], (below[-1] + top[-1]) / 2),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=color(f"{output.look}-ink"),
        )
        below = top
    flag(axes, run.given(names[0]))
    axes.set_xlabel(panel["clock"])
    axes.set_xlim(0, model.home(names[0]).t_end)
    axes.set_ylim(0, 100 if panel["share"] else None)
    axes.set_ylabel(named(panel["title"], panel["unit"]))


def flag(axes, marked):
    """Mark what was given, each drug once, and the moment of the hand-over."""
    first = {}
    for one in marked:
        first.setdefault(one["label"], one)
    for label, one in first.items():
        line_color, ink = (
            ("muted", "ink") if one["kind"] == "mark" else ("drug", "drug-ink")
        )
        axes.axvline(one["time"], color=color(line_color), linewidth=1.2)
        axes.annotate(
            label,
            (one["time"], 1),
            xycoords=("data", "axes fraction"),
            xytext=(4, -2),
            textcoords="offset points",
            va="top",
            fontsize=8,
            color=color(ink),
        )


def draw_sweep(axes, panel, model, run):
    over, asked = model.parameters[panel["over"]], panel["readout"]
    spread = np.geomspace if over.scale == "log" else np.linspace
    x = spread(*over.range, SWEEP_POINTS)
    output = model.outputs[asked["output"]]
    cohort = model.simulate(rtol=SLIDERS, **(run.values | {panel["over"]: x}))
    y = measure_each(asked, cohort, len(x))
    plot(axes, x, y, output.look)
    axes.axvline(run.values[panel["over"]], color=color("hand"), linewidth=1.2)
    axes.set_xscale(over.scale)
    axes.set_xlim(*over.range)
    axes.set_xlabel(named(over.label or over.about, shown_unit(over.unit)))
    axes.set_ylabel(named(panel["title"], panel["unit"]))
    if asked["on_axis"]:
        fit(axes, [output], [y])


def draw_histogram(axes, panel, model, run):
    values, passed = found(panel, model, run)
    look = model.outputs[panel["readout"]["output"]].look
    edges, every = panel["edges"], counts(panel, values)
    fails = counts(panel, values[~passed])
    good, bad = panel["verdicts"]
    axes.stairs(every, edges, fill=True, color=color(look), alpha=0.45, label=good)
    if panel["split"]:
        pattern = dict(fill=True, facecolor=color("page"), edgecolor=color("tumor"))
        axes.stairs(fails, edges, hatch="////", label=bad, **pattern)
        axes.legend(frameon=False, fontsize=8, labelcolor=color("ink"))
    axes.set_xscale("log" if panel["log"] else "linear")
    axes.set_xlim(edges[0], edges[-1])
    axes.set_xlabel(named(panel["title"], panel["unit"]))
    axes.set_ylabel(f"{panel['who']} of {len(values)}")
    highest = every.max()
    for number, one in enumerate(panel["published"], start=1):
        spread(axes, one, highest * (1 + 0.22 * number))


def spread(axes, one, height):
    """Show a published middle as an open ring, its spread as a line, its name above."""
    ends = [one["middle"] if end is None else end for end in (one["low"], one["high"])]
    axes.plot(ends, [height, height], color=color("muted"), linewidth=1.5)
    ring = dict(markerfacecolor=color("page"), markeredgecolor=color("ink"))
    axes.plot(one["middle"], height, "o", markersize=6, **ring)
    axes.annotate(
        one["label"],
        (one["middle"], height),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        color=color("ink"),
    )


def draw_contour(axes, panel, model, run):
    x, y, values = surface(panel, model, run)
    tint = color(model.outputs[panel["readout"]["output"]].look)
    lowest, highest = np.nanmin(values), np.nanmax(values)
    crossed = [level for level in panel["levels"] if lowest < level < highest]
    for level in crossed:
        area = [level, highest]
        axes.contourf(x, y, values, area, colors=[tint], alpha=CONTOUR_SHADE)
    if crossed:
        lines = axes.contour(x, y, values, crossed, colors=[tint], linewidths=1)
        axes.clabel(lines, fmt=say_short, fontsize=8)
    now = run.values[panel["x"]], run.values[panel["y"]]
    axes.plot(*now, "o", markerfacecolor=color("page"), markeredgecolor=color("hand"))
    for name, side in ((panel["x"], "x"), (panel["y"], "y")):
        parameter = model.parameters[name]
        label = named(parameter.label or parameter.about, shown_unit(parameter.unit))
        axes.set(**{f"{side}scale": parameter.scale, f"{side}lim": parameter.range})
        axes.set(**{f"{side}label": label})
    axes.set_title(named(panel["title"], panel["unit"]), fontsize=9, loc="left")


def draw_grades(axes, panel, model, run):
    found = graded(panel, run)
    look = model.outputs[panel["readouts"][-1]["output"]].look
    axes.barh(range(len(found)), list(found.values()), color=color(look), height=0.5)
    for place, label in enumerate(found):
        axes.annotate(
            f"{label} ",
            (0, place),
            ha="right",
            va="center",
            fontsize=9,
            color=color("ink"),
        )
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.set_xlim(0, MOST)
    axes.set_xticks(range(MOST + 1))
    axes.set_xlabel(f"grade of {panel['title']}")


# Of a panel, by its kind.
DRAWERS = {
    "contour": draw_contour,
    "course": draw_course,
    "grades": draw_grades,
    "histogram": draw_histogram,
    "stacked": draw_stacked,
    "sweep": draw_sweep,
}


def middle(band, scale):
    low, high = band["low"], band["high"]
    return (low * high) ** 0.5 if scale == "log" else (low + high) / 2


def plot(axes, x, y, look, **kwargs):
    width, dashes = line(look)
    style = (0, [length / width for length in dashes]) if dashes else "-"
    kwargs |= {"linewidth": width * 0.8, "linestyle": style, "dash_capstyle": "round"}
    axes.plot(x, y, color=color(look), solid_capstyle="round", **kwargs)


def fit(axes, outputs, curves):
    """Set the vertical axis to the declared range; a linear one grows if it must."""
    low, high = min(o.range[0] for o in outputs), max(o.range[1] for o in outputs)
    axes.set_yscale(outputs[0].scale)
    if outputs[0].scale == "linear":
        high = max(
            [high, *(1.05 * np.nanmax(y) for y in curves if np.isfinite(y).any())]
        )
    axes.set_ylim(low, high)


def named(label, unit):
    return label if not unit else f"{label} ({unit})"


def dress(axes):
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(color("edge"))
    axes.grid(axis="y", color=color("grid"), linewidth=0.8)
    axes.set_axisbelow(True)
    axes.minorticks_off()
    axes.tick_params(colors=color("muted"), labelsize=8, left=False)
    number = FuncFormatter(lambda value, _: say_short(value))
    axes.xaxis.set_major_formatter(number)
    axes.yaxis.set_major_formatter(number)
    for text in (axes.xaxis.label, axes.yaxis.label):
        text.set(color=color("ink"), fontsize=9)
