"""What is marked on a time axis: what was given, and the moment of a hand-over."""

from cartlab.explorer.palette import color


def flags_of(marked, end):
    """Return one entry per name up to the end: repeats under one name are one bar.

    [{"label", "start", "end", "kind"}] by their starts.
    """
    known = {}
    for one in marked:
        start, until = one["time"], one["time"] + one["over"]
        first = known.setdefault(
            one["label"],
            {"label": one["label"], "start": start, "end": until, "kind": one["kind"]},
        )
        first["end"] = max(first["end"], until)
    flags = sorted(known.values(), key=lambda one: one["start"])
    return [one for one in flags if one["start"] <= end]


def flag_rows(marked, end, main):
    """Return the rows of what the page paints; bars stand above the main plot only."""
    rows = []
    for one in flags_of(marked, end):
        if main and one["kind"] != "mark":
            rows.append(("bar", one["label"], [one["start"], min(one["end"], end)]))
        rows.append((one["kind"], one["label"], [one["start"]]))
    return rows


def draw_flags(axes, marked, end):
    """Mark what was given, each name once, and the moment of the hand-over."""
    for row, one in enumerate(flags_of(marked, end)):
        line_color, ink = (
            ("muted", "ink") if one["kind"] == "mark" else ("given", "given-ink")
        )
        axes.axvline(one["start"], color=color(line_color), linewidth=1.2)
        axes.annotate(
            one["label"],
            (one["start"], 1),
            xycoords=("data", "axes fraction"),
            xytext=(4, -2 - 10 * (row % 3)),
            textcoords="offset points",
            va="top",
            fontsize=8,
            color=color(ink),
        )
