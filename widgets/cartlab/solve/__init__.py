"""The twin solvers and what one reads off their curves. Knows nothing of medicine."""

SLIDERS = 1e-6  # relative tolerance while a control moves
STORED = 1e-8  # relative tolerance of everything that is stored, said or compared
