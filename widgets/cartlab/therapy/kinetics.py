"""The published curve: how the transgene of one product rises and falls in the blood.

A closed form with six numbers, fitted to 90 children and young adults. Stein 2019,
doi:10.1002/psp4.12388. It describes; it does not say why.
"""

from cartlab.language import Mark, Model, Output, exp, log, published, where

from .sources import STEIN

TABLE = f"{STEIN}, Table 1"

# fmt: off
kinetics = Model(
    "The published curve",
    kind="formula",
    t_end=90,
    handed_over=Mark("peak_day", "peak"),
    parameters=dict(
        foldx      = published(3900,   "1",         "expansion: the peak, times the level with which the curve starts", (10, 1e5),
                               "Fold expansion", scale="log", tex=r"f_{\mathrm{expand}}", source=TABLE),
        peak_day   = published(9.3,    "day",       "day of the peak",                          (5, 20),
                               "Day of the peak", step=0.1, tex=r"t_{\mathrm{peak}}", source=TABLE),
        peak_level = published(24000,  "copies/µg", "highest level",                            (100, 2e5),
                               "Highest level", scale="log", tex=r"C_{\mathrm{peak}}", source=TABLE),
        fall_fast  = published(0.16,   "1/day",     "rate of the fast fall",                    (0.05, 0.5),  "Fast fall", tex=r"\alpha", source=TABLE),
        slow_share = published(0.79,   "%",         "share of the peak that falls slowly",      (0.01, 10),   "Share that falls slowly", scale="log", tex="F_B",
                               source=TABLE),
        fall_slow  = published(0.0032, "1/day",     "rate of the slow fall",                    (5e-4, 0.02), "Slow fall", scale="log", tex=r"\beta_B",
                               source=TABLE),
        window_d   = published(28,     "day",       "days over which the exposure is added up", (21, 90),     tex=r"t_{\mathrm{AUC}}",
                               source="Kymriah label: day 0 to 28"),
    ),
    outputs=dict(
        level       = Output("copies/µg",     "CAR transgene in blood, per µg of DNA, by the published curve", (1, 1e5),    "CAR transgene", scale="log",
                             look="car"),
        pace_d      = Output("day",           "days in which the level doubles before the peak, or halves after it", (0.3, 1000),
                             "Doubling or halving takes", scale="log", look="memory"),
        doubling_d  = Output("day",           "time in which the level doubles",                          (0, 5),      "Doubling"),
        half_fast_d = Output("day",           "half-life of the fast fall",                               (0, 20),     "Half-life, fast"),
        half_slow_d = Output("day",           "half-life of the slow fall",                               (0, 1500),   "Half-life, slow"),
        exposure    = Output("copies day/µg", "area under the curve from day 0 to the end of the window", (1e3, 1e7),  "Exposure", scale="log"),
    ),
)
# fmt: on


@kinetics.observe
def observe(t, y, p):
    rise = log(p.foldx) / p.peak_day
    start = p.peak_level / p.foldx
    since = t - p.peak_day
    fast = (1 - p.slow_share / 100) * exp(-p.fall_fast * since)
    slow = (p.slow_share / 100) * exp(-p.fall_slow * since)
    fall = (p.fall_fast * fast + p.fall_slow * slow) / (fast + slow)
    left = p.window_d - p.peak_day
    after = (1 - p.slow_share / 100) * (1 - exp(-p.fall_fast * left)) / p.fall_fast
    late = (p.slow_share / 100) * (1 - exp(-p.fall_slow * left)) / p.fall_slow
    return dict(
        level=where(
            t < p.peak_day, start * exp(rise * t), p.peak_level * (fast + slow)
        ),
        pace_d=log(2) / where(t < p.peak_day, rise, fall),
        doubling_d=log(2) / rise,
        half_fast_d=log(2) / p.fall_fast,
        half_slow_d=log(2) / p.fall_slow,
        exposure=start * (p.foldx - 1) / rise + p.peak_level * (after + late),
    )
