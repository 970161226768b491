"""What is marked on a time axis: what was given, and the moment of a hand-over."""

from cartlab.explorer.palette import color


def draw_flags(axes, marked):
    """Mark what was given, each name once, and the moment of the hand-over."""
    first = {}
    for one in marked:
        first.setdefault(one["label"], one)
    for label, one in first.items():
        line_color, ink = (
            ("muted", "ink") if one["kind"] == "mark" else ("given", "given-ink")
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
