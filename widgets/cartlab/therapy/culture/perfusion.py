"""Perfusion: fresh medium that flows through while the cells stay."""

from cartlab.language import assumed, published

from ..sources import CULTURE_REVIEW

# The two perfusion schedules of the hollow fiber: the default is the aggressive one.
MODEST_PERFUSION = dict(F_fiber=700, N_fiber=5e5)

# fmt: off
PERFUSION = dict(
    F_1     = published(500,   "mL/day",  "perfusion of the rocking bioreactor from the first density on", (0, 1000),    source=CULTURE_REVIEW),
    F_2     = published(250,   "mL/day",  "added from the second density on, and again from the third", (0, 500),     source=CULTURE_REVIEW),
    N_1     = published(2e6,   "cell/mL", "first density of the schedule",      (1e6, 4e6),   tex="N_1", source=CULTURE_REVIEW),
    N_2     = published(1.0e7, "cell/mL", "second density of the schedule",     (7e6, 1.3e7), tex="N_2", source=CULTURE_REVIEW),
    N_3     = published(1.5e7, "cell/mL", "third density of the schedule",      (1.3e7, 2e7), tex="N_3", source=CULTURE_REVIEW),
    w_step  = assumed(0.05,    "1",       "width of a step of the schedule",    (0.02, 0.1),  tex=r"w_{\mathrm{step}}"),
    F_fiber = assumed(8000,    "mL/day",  "most perfusion of the hollow fiber", (500, 10000), "Perfusion of the hollow fiber", scale="log",
                      tex=r"F_{\mathrm{fiber}}"),
    N_fiber = assumed(8e6,     "cell/mL", "density at which half of it flows",  (3e5, 1e7),   scale="log", tex=r"N_{\mathrm{fiber}}"),
)
# fmt: on
