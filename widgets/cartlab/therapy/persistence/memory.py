"""What memory is read from at the bedside: B cells that are missing."""

from cartlab.language import assumed

# fmt: off
MEMORY = dict(
    b_back = assumed(10, "%", "B cells, percent of normal, from which they are called back", (3, 30), "B cells are back from", step=1,
                     tex=r"f_{\mathrm{back}}"),
)
# fmt: on
