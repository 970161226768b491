"""Bands across a plot, such as grades, each with its name."""

from cartlab.explorer.palette import color, numbers


def shades(n):
    """Return how dark each of n bands is, the first one palest."""
    palest, darkest = numbers("shade-bands")
    return [palest + (darkest - palest) * k / max(n - 1, 1) for k in range(n)]


def band_rows(bands, y):
    """Return the rows of what the page paints inside an axis y: (low, high)."""
    inside = []
    for band, shade in zip(bands, shades(len(bands)), strict=True):
        low, high = max(band["low"], y[0]), min(band["high"], y[1])
        if low < high:
            inside.append(("band", band["label"], [low, high, shade]))
    return inside


def draw_bands(axes, bands, tint, scale):
    for band, shade in zip(bands, shades(len(bands)), strict=True):
        axes.axhspan(band["low"], band["high"], color=tint, alpha=shade, lw=0)
        axes.annotate(
            band["label"],
            (0.01, middle(band, scale)),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=8,
            color=color("muted"),
        )


def middle(band, scale):
    low, high = band["low"], band["high"]
    return (low * high) ** 0.5 if scale == "log" else (low + high) / 2
