"""Chance: lines of tumor cells that die out, and the last few cells."""

from cartlab.language import State, assumed

# fmt: off
CHANCE = dict(
    lost = assumed(1e-14, "1",     "tumor cells without antigen at infusion, as a share; 1e-11 is one cell of the reference adult's", (1e-14, 1e-3),
                   "Without antigen", scale="log", tex=r"f_{\mathrm{lost}}"),
    d_T  = assumed(0.15,  "1/day", "death of tumor cells by themselves; they divide as much faster than the tumor grows", (0, 0.45),
                   "Tumor cells die by themselves", step=0.01, tex="d_T"),
)

LONE = State(1, "1", "chance that a line of tumor cells that lives is a single cell", negligible=1e-3, tex="w")
LIVING = "lines of tumor cells that are expected to live"

FEW = dict(
    few     = assumed(20,   "cell",  "tumor cells that are left",                          (1, 100),  "Tumor cells left", step=1, tex="n_0"),
    k_now   = assumed(0.45, "1/day", "killing of a tumor cell, now",                       (0, 1.1),  "Killing now", step=0.01, tex=r"k_{\mathrm{now}}"),
    halves  = assumed(5,    "day",   "days in which the killing halves",                   (1, 12),   "Killing halves in", step=0.5, tex=r"t_{\mathrm{halves}}"),
    escaped = assumed(300,  "cell",  "tumor cells at which a line has got away and is hardly followed", (200, 400), tex=r"n_{\mathrm{away}}"),
)
# fmt: on
