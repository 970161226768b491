"""The vessel: how dense cells can grow, and how much medium it holds."""

from cartlab.language import assumed

# fmt: off
VESSEL = dict(
    N_static = assumed(2.5e6, "cell/mL", "density at which a static flask is full",              (2e6, 4e6),     tex=r"N_{\mathrm{static}}"),
    N_gas    = assumed(4.0e6, "cell/mL", "density at which a gas-permeable flask is full",       (3e6, 6e6),     tex=r"N_{\mathrm{gas}}"),
    N_rock   = assumed(3.0e7, "cell/mL", "density at which a rocking bioreactor is full",        (2e7, 5e7),     tex=r"N_{\mathrm{rock}}"),
    N_hollow = assumed(6.0e7, "cell/mL", "density at which a hollow fiber is full",              (4e7, 9e7),     tex=r"N_{\mathrm{hollow}}"),
    N_seed   = assumed(0.5e6, "cell/mL", "density at seeding where medium can be added later",   (0.3e6, 0.8e6), tex=r"N_{\mathrm{seed}}"),
    N_set    = assumed(1.0e6, "cell/mL", "density from which medium is added",                   (0.9e6, 1.5e6), tex=r"N_{\mathrm{set}}"),
    w_set    = assumed(0.01,  "1",       "width over which the adding of medium begins",         (0.005, 0.02),  tex=r"w_{\mathrm{set}}"),
    w_brim   = assumed(0.02,  "1",       "width over which a vessel filled to the brim ends it", (0.01, 0.05),   tex=r"w_{\mathrm{brim}}"),
    V_min    = assumed(100,   "mL",      "least volume at seeding",                              (50, 200),      tex=r"V_{\min}"),
    V_static = assumed(2000,  "mL",      "medium that the static flasks hold together",          (1000, 4000),   tex=r"V_{\mathrm{static}}"),
    V_full   = assumed(1000,  "mL",      "medium that each of the other vessels holds",          (500, 2000),    tex=r"V_{\mathrm{full}}"),
)
# fmt: on
