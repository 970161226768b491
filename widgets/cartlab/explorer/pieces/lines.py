"""Curves of the stored picture, their vertical axis, and what stands beside an axis."""

import numpy as np

from cartlab.explorer.palette import color, line


def draw_line(axes, x, y, look, **kwargs):
    """Draw a curve in the color and the line of its look."""
    width, dashes = line(look)
    style = (0, [length / width for length in dashes]) if dashes else "-"
    kwargs |= {"linewidth": width * 0.8, "linestyle": style, "dash_capstyle": "round"}
    axes.plot(x, y, color=color(look), solid_capstyle="round", **kwargs)


def draw_legend(axes):
    """Name what is drawn, above the frame: there no curve runs through a name."""
    axes.legend(
        loc="lower right",
        bbox_to_anchor=(1, 1),
        ncols=2,
        borderaxespad=0,
        handlelength=3.2,
        frameon=False,
        fontsize=8,
        labelcolor=color("ink"),
    )


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
    """Return a label with its unit in brackets; the unit may be empty."""
    return label if not unit else f"{label} ({unit})"
