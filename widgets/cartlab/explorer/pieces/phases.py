"""Stretches of a time axis, such as expansion, in two tints by turns."""

from cartlab.explorer.palette import color, numbers
from cartlab.explorer.reading import measure


def phases_of(spec, run):
    """Return [(label, start, end)] of the phases that a run has, in order."""
    end, starts = run.times(spec["outputs"][0])[-1], []
    for one in spec["phases"]:
        start = measure(one["start"], run) if one["start"] else 0
        if start is not None and start < end and (not starts or start >= starts[-1][1]):
            starts.append((one["label"], start))
    ends = [*(start for _, start in starts[1:]), end]
    return [(*one, until) for one, until in zip(starts, ends, strict=False)]


def phase_rows(spec, run):
    """Return the rows of what the page paints: where each begins and ends, how dark."""
    shades = numbers("shade-phases")
    return [
        ("phase", label, [start, end, shades[k % 2]])
        for k, (label, start, end) in enumerate(phases_of(spec, run))
    ]


def draw_phases(axes, spec, run, tint):
    shades = numbers("shade-phases")
    for row, (label, start, end) in enumerate(phases_of(spec, run)):
        axes.axvspan(start, end, color=tint, alpha=shades[row % 2], lw=0)
        axes.annotate(
            label,
            (start, 0),
            xycoords=("data", "axes fraction"),
            xytext=(4, 4 + 10 * (row % 3)),
            textcoords="offset points",
            fontsize=8,
            color=color("muted"),
        )
