"""What memory is read from at the bedside: B cells that are missing."""

from cartlab.language import assumed

# fmt: off
MEMORY = dict(
    b_back = assumed(0.1, "1", "share of the normal B cells from which they are called back", (0.03, 0.3), "B cells are back from", step=0.01,
                     tex=r"f_{\mathrm{back}}"),
)
# fmt: on
