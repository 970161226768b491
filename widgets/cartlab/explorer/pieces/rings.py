"""Open rings: published points, published middles with their spread, and where one is now."""

from cartlab.explorer.palette import color


def draw_rings(axes, x, y, **kwargs):
    """Show published points as open rings."""
    ring(axes, x, y, "ink", markersize=6, **kwargs)


def ring_rows(label, x, y, frame):
    """Return the rows of the points that lie inside the page's frame."""
    (left, right), (low, high) = frame.x, frame.y
    return [
        ("ring", label, [at, value])
        for at, value in zip(x, y, strict=True)
        if left <= at <= right and low <= value <= high
    ]


def draw_now(axes, x, y):
    """Mark where the sliders stand."""
    ring(axes, x, y, "hand")


def ring(axes, x, y, edge, **kwargs):
    axes.plot(
        x,
        y,
        "o",
        markerfacecolor=color("page"),
        markeredgecolor=color(edge),
        **kwargs,
    )


def draw_spread(axes, one, height):
    """Show a published middle as an open ring, its spread as a line, its name above."""
    ends = [one["middle"] if end is None else end for end in (one["low"], one["high"])]
    axes.plot(ends, [height, height], color=color("muted"), linewidth=1.5)
    draw_rings(axes, one["middle"], height)
    axes.annotate(
        one["label"],
        (one["middle"], height),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        color=color("ink"),
    )
