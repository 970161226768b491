"""The stored picture of an explorer: for print, for exercises, where no script runs."""

import io

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from .palette import color
from .panels import kind_of
from .reading import say_short

WIDTH, HEIGHT, DPI = 6.6, 2.5, 110  # inch, inch per panel, dots per inch


def draws(panels):
    """Tell whether there is a panel to draw, and not only words."""
    return any(kind_of(panel).draw for panel in panels)


class Still(Figure):
    """A figure that shows itself in a notebook, whether or not pyplot is loaded."""

    def _repr_png_(self):
        kept = io.BytesIO()
        FigureCanvasAgg(self).print_png(kept)
        return kept.getvalue()


def draw(panels, model, run):
    """Return the figure of all panels that are drawn."""
    drawn = [panel for panel in panels if kind_of(panel).draw]
    figure = Still(figsize=(WIDTH, HEIGHT * len(drawn)), dpi=DPI, layout="constrained")
    figure.set_facecolor(color("page"))
    for number, panel in enumerate(drawn, start=1):
        axes = figure.add_subplot(len(drawn), 1, number)
        axes.set_facecolor(color("page"))
        kind_of(panel).draw(axes, panel, model, run)
        dress(axes)
    return figure


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
