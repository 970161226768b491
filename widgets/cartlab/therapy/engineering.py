"""Engineering: a vector must reach a cell, enter it and integrate; then cells are seeded.

The virus drifts through the medium by diffusion and dies meanwhile (closed form); copies
are spread over cells as a negative binomial law. Sizes were chosen so that the defaults
give a CAR-positive share like a published one; that is calibration. Where the virus is
washed off later or earlier, `transduction.edit(change={"washed": "t"})` shows each hour.
"""

from cartlab.language import (
    Model,
    Output,
    assumed,
    derived,
    exp,
    minimum,
    published,
    sqrt,
    tanh,
)

from .fields import FIELDS, output

# fmt: off
transduction = Model(
    "The gene transfer",
    kind="formula",
    time="hour",
    t_end=72,
    clock="time with the virus (hours)",
    parameters=dict(
        cd3_collected = FIELDS["cd3_collected"],
        recovered     = published(55,    "%",         "share of the T cells that survives the selection",        (40, 80),     tex=r"r_{\mathrm{sel}}",
                                  source="Cytotherapy 20:394 (2018): 55 ± 6 %"),
        seed_most     = assumed(1.5e8,   "cell",      "most cells that a culture is started with",               (5e7, 1e9),
                                "Cells seeded, at most", scale="log", tex=r"X_{\mathrm{most}}"),
        moi           = assumed(3,       "1",         "infectious units added for each cell, the nominal multiplicity of infection", (0.5, 30),
                                "Multiplicity of infection", scale="log", tex=r"\mathrm{MOI}"),
        depth         = assumed(3,       "mm",        "depth of the medium",                                     (0.5, 10),    "Depth", step=0.1, tex="z"),
        mixing        = assumed(8,       "1",         "how many times faster than in still medium the virus spreads", (1, 50),      "Mixing", scale="log",
                                tex=r"E_{\mathrm{mix}}"),
        D_virus       = derived(0.01977, "mm^2/hour", "diffusion of a particle of 120 nm in still medium",       (0.01, 0.04), tex=r"D_{\mathrm{virus}}",
                                source="Stokes and Einstein, 37 °C"),
        t_half        = published(35,    "hour",      "half-life of the virus at 37 °C",                         (8, 40),      "Half-life of the virus", step=1, tex="t_{1/2}",
                                  source="Dautzenberg 2020"),
        exposed       = assumed(24,      "hour",      "time with the virus",                                     (4, 72),      tex=r"t_{\mathrm{exposed}}"),
        t_add         = assumed(30,      "hour",      "from activation to the virus",                            (12, 72),     "Virus added after", step=1,
                                tex=r"t_{\mathrm{add}}"),
        t_gate        = assumed(20,      "hour",      "activation at which half of the cells let it in",         (15, 50),     tex=r"t_{\mathrm{gate}}"),
        w_gate        = assumed(5,       "hour",      "width of that gate",                                      (3, 8),       tex=r"w_{\mathrm{gate}}"),
        open_most     = assumed(95,      "%",         "most cells that let the virus in",                        (80, 100),    tex=r"A_{\max}"),
        integrates    = assumed(0.30,    "1",         "integrations for each unit that arrives at an open cell", (0.1, 1),     tex=r"\Phi"),
        kappa         = derived(1.0,     "1",         "evenness of the copies: small is uneven, large is Poisson", (0.4, 20),
                                "Evenness of the copies", scale="log", tex=r"\kappa", source="1.05 fitted to three points of Kustikova 2003 (a cell line)"),
        toxic         = assumed(0.02,    "1",         "cells lost for each unit of virus, as an exponent",       (0, 0.05),    tex=r"\tau_{\mathrm{virus}}"),
    ),
    outputs=dict(
        seeded   = output("seeded", "tcell"),
        car_frac = output("car_frac", "car", (0, 100)),
        vcn_pos  = output("vcn_pos", "car", (1, 10)),
        arrived  = Output("%", "virus that has reached the cells, percent of all added",   (0, 100), "Arrived", look="car"),
        swimming = Output("%", "virus still in the medium and active, percent of all added", (0, 100), "Still on its way", look="given"),
        decayed  = Output("%", "virus that was inactive before it arrived, percent of all added", (0, 100), "Decayed", look="plain"),
        delivered = Output("1", "copies that a cell gets on average, if it lets the virus in", (0, 2), "Copies an open cell gets", look="car"),
        intact   = Output("%", "share of the cells that survives the virus", (0, 100), "Survive the virus", look="tcell", tex=r"s_{\mathrm{virus}}"),
        effective = Output("1", "copies that a cell gets on average, the effective multiplicity of infection", (0, 2), "Effective multiplicity", look="car",
                           tex=r"m_{\mathrm{eff}}"),
    ),
)
# fmt: on


@transduction.observe
def observe(t, y, p):
    washed = p.exposed
    spread = p.mixing * p.D_virus
    decay = 0.6931471805599453 / p.t_half
    reach = p.depth * sqrt(decay / spread)
    # What has arrived: all that ever will, less what is still on its way.
    late = sum(
        2
        * spread
        / p.depth**2
        / (spread * ((n + 0.5) * 3.141592653589793 / p.depth) ** 2 + decay)
        * exp(
            -(spread * ((n + 0.5) * 3.141592653589793 / p.depth) ** 2 + decay) * washed
        )
        for n in range(40)
    )
    left = sum(
        2
        / ((n + 0.5) * 3.141592653589793) ** 2
        * exp(
            -(spread * ((n + 0.5) * 3.141592653589793 / p.depth) ** 2 + decay) * washed
        )
        for n in range(40)
    )
    arriving = tanh(reach) / reach - late
    gate = 1 / (1 + exp((p.t_gate - p.t_add) / p.w_gate))
    opened = p.open_most / 100 * gate
    each = p.moi * arriving * p.integrates
    copies_each = each * opened
    positive = 1 - (1 + copies_each / p.kappa) ** (-p.kappa)
    survival = exp(-p.toxic * p.moi)
    return dict(
        seeded=minimum(p.cd3_collected * (p.recovered / 100), p.seed_most) * survival,
        intact=100 * survival,
        car_frac=100 * positive,
        vcn_pos=copies_each / positive,
        arrived=100 * arriving,
        swimming=100 * left,
        decayed=100 * (1 - arriving - left),
        delivered=each,
        effective=copies_each,
    )
