"""When one looks, and what one sows to see whether it is met."""

from cartlab.language import assumed

# fmt: off
SIGHT = dict(
    settled  = assumed(60, "day", "day from which no infused cell is left in the blood",       (40, 90), tex=r"t_{\mathrm{settled}}"),
    scan_day = assumed(28, "day", "day of the first scan; what is seen later is a relapse",    (21, 60), "First scan on day", step=1, tex=r"t_{\mathrm{scan}}"),
)

SOWN = dict(
    sown     = assumed(1e3, "cell", "tumor cells with antigen that are put in later",          (1, 1e9), "Tumor cells sown", scale="log", tex=r"T_{\mathrm{sown}}"),
    sown_day = assumed(365, "day",  "day on which they are put in",                            (90, 480), "Sown on day", step=5, tex=r"t_{\mathrm{sown}}"),
    look_day = assumed(365, "day",  "day of the look",                                         (1, 500), "You look on day", scale="log", tex=r"t_{\mathrm{look}}"),
)
# fmt: on
