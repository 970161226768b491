"""CAR T cells: how they divide, die and become memory."""

from cartlab.language import assumed, derived

from ..fields import FIELDS
from ..sources import STEIN

# fmt: off
CAR_T_CELLS = dict(
    rho  = derived(1.95,   "1/day", "fastest division of effector cells",         (1.2, 2.4),   "Fastest division, effectors",
                   source=f"tuned to the doubling time of {STEIN}"),
    K_X  = FIELDS["K_X"],
    d_E  = derived(0.21,   "1/day", "loss of effector cells",                     (0.1, 0.4),   source=f"tuned to the contraction of {STEIN}"),
    d_A  = assumed(0.10,   "1/day", "extra loss while stimulated by antigen",     (0, 0.4)),
    m    = assumed(7e-4,   "1/day", "effector cells that become memory",          (0, 3e-3),    "Memory made", source="order of Chaudhury 2020 (model file): 0.0012"),
    beta = derived(4.2e-3, "1/day", "loss of memory cells",                       (1e-3, 3e-2), "Memory lost", scale="log", source=f"tuned to the slow phase of {STEIN}"),
    a_M  = assumed(0.4,    "1/day", "memory cells make effectors on antigen",     (0, 1),       "Memory makes effectors"),
)
# fmt: on
