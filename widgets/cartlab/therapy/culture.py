"""The culture: T cells divide, age, eat and die in one of four vessels.

Three kinds of living cells, dead cells, glucose, lactate, IL-2, the volume and the
doublings of an average cell. Differentiation is paid per division. Sizes of most effects
are assumed for teaching; what is fitted to published counts says so.
"""

from cartlab.language import Mark, Model, Output, Parameter, State, exp, log, where

from .record import FIELDS, output

REVIEW = "J Biol Eng 15:13 (2021), table 2"

# The two perfusion schedules of the hollow fiber: the default is the aggressive one.
MODEST_PERFUSION = dict(F_fiber=700, N_fiber=5e5)

GROWTH = dict(
    t_lag=Parameter(
        1.5,
        "day",
        "activation: before it the cells do not divide",
        (0.5, 3),
        label="Lag",
        tex=r"t_{\mathrm{lag}}",
    ),
    w_lag=Parameter(
        0.2,
        "day",
        "width over which division begins",
        (0.1, 0.4),
        tex=r"w_{\mathrm{lag}}",
    ),
    t_rest=Parameter(
        8,
        "day",
        "without new stimulation division fades from here",
        (4, 12),
        label="Division fades from",
        step=0.5,
        tex=r"t_{\mathrm{rest}}",
    ),
    tau_rest=Parameter(
        5, "day", "how slowly it fades", (2, 10), tex=r"\tau_{\mathrm{rest}}"
    ),
    K_glc=Parameter(
        0.5,
        "mmol/L",
        "glucose for half the division, uptake and survival",
        (0.2, 1),
        tex=r"K_{\mathrm{glc}}",
    ),
    K_lac=Parameter(
        25,
        "mmol/L",
        "lactate that halves division",
        (10, 60),
        label="Lactate that halves division",
        source="direction: Fischer 2007",
        tex=r"K_{\mathrm{lac}}",
    ),
    K_il2=Parameter(
        20,
        "IU/mL",
        "IL-2 for half its effect and uptake",
        (5, 60),
        tex=r"K_{\mathrm{IL2}}",
    ),
    b_il2=Parameter(
        0.15,
        "1",
        "share of division that needs no IL-2",
        (0, 0.5),
        tex=r"b_{\mathrm{IL2}}",
    ),
    f_eff=Parameter(
        0.90,
        "1",
        "division of effector cells, times that of the others",
        (0.7, 1),
        tex=r"f_{\mathrm{eff}}",
    ),
    w_full=Parameter(
        0.02,
        "1",
        "width over which a full vessel ends division",
        (0.01, 0.05),
        tex=r"w_{\mathrm{full}}",
    ),
)

AGING = dict(
    p_S=Parameter(
        0.25,
        "1",
        "chance that a daughter of a stem-like cell becomes central memory; IL-7 and "
        "IL-15 instead of IL-2 lower it",
        (0.1, 0.4),
        label="Differentiation per division",
        step=0.01,
        source="direction: Oncotarget 7:82354 (2016)",
    ),
    p_C=Parameter(
        0.12,
        "1",
        "chance that a daughter of a central-memory cell becomes effector",
        (0.05, 0.25),
    ),
    debt=Parameter(
        0.68,
        "1",
        "doublings lost in the patient for each doubling in culture",
        (0, 1),
        label="Debt per doubling",
        step=0.01,
        status="derived",
        source="YTB323 against tisagenlecleucel: 25-fold lower dose (Dickinson 2023); "
        "two whole processes read as one exponent",
        tex=r"\lambda",
    ),
    f_ref=Parameter(
        0.30,
        "1",
        "stem-like share at collection for which potency starts at 1",
        (0.2, 0.45),
        tex=r"f_{\mathrm{ref}}",
    ),
)

DEATH = dict(
    viab_0=Parameter(
        0.95, "1", "viability at seeding", (0.8, 1), tex=r"v_0", step=0.01
    ),
    d_base=Parameter(
        0.03, "1/day", "death at any time", (0.01, 0.06), tex=r"d_{\mathrm{base}}"
    ),
    d_act=Parameter(
        0.15,
        "1/day",
        "death from activation, at first",
        (0.05, 0.3),
        tex=r"d_{\mathrm{act}}",
    ),
    tau_act=Parameter(
        1.0,
        "day",
        "how slowly death from activation wears off",
        (0.5, 2),
        tex=r"\tau_{\mathrm{act}}",
    ),
    d_starve=Parameter(
        0.6,
        "1/day",
        "death without glucose",
        (0.3, 1),
        tex=r"d_{\mathrm{starve}}",
    ),
    k_lys=Parameter(
        0.30, "1/day", "dead cells fall apart", (0.1, 0.6), tex=r"k_{\mathrm{lys}}"
    ),
)

MEDIUM = dict(
    glc_in=Parameter(
        25,
        "mmol/L",
        "glucose in fresh medium",
        (10, 30),
        label="Glucose in the medium",
        tex=r"c_{\mathrm{glc,in}}",
    ),
    lac_0=Parameter(
        0.5,
        "mmol/L",
        "lactate at seeding",
        (0, 2),
        tex=r"c_{\mathrm{lac,0}}",
    ),
    il2_in=Parameter(
        200,
        "IU/mL",
        "IL-2 in fresh medium",
        (0, 500),
        label="IL-2 in the medium",
        step=10,
        source=f"20 to 500 in published processes ({REVIEW})",
        tex=r"c_{\mathrm{IL2,in}}",
    ),
    feed=Parameter(
        0.5,
        "1/day",
        "IL-2 topped up, averaged over time",
        (0, 1),
        tex=r"k_{\mathrm{feed}}",
    ),
    k_il2=Parameter(
        0.35,
        "1/day",
        "IL-2 loses its activity",
        (0.1, 0.7),
        tex=r"k_{\mathrm{IL2}}",
    ),
    q_il2=Parameter(
        30e-6,
        "IU/cell/day",
        "IL-2 that a cell takes up at most",
        (10e-6, 56e-6),
        tex=r"q_{\mathrm{IL2}}",
    ),
    q_glc=Parameter(
        1.5,
        "pmol/cell/day",
        "glucose that a dividing cell takes up",
        (0.5, 4),
        label="Glucose uptake",
        status="derived",
        source="ten times a resting cell (Blood 28:163, 1966); at most 1.67 by the "
        f"schedule of {REVIEW}",
        tex=r"q_{\mathrm{glc}}",
    ),
    q_calm=Parameter(
        0.2,
        "1",
        "share of that uptake without division",
        (0.1, 0.4),
        tex=r"q_{\mathrm{calm}}",
    ),
    mu_glc=Parameter(
        0.7,
        "1/day",
        "division at which uptake is full",
        (0.4, 1),
        tex=r"\mu_{\mathrm{glc}}",
    ),
    w_glc=Parameter(
        0.05,
        "1",
        "width over which uptake becomes full",
        (0.02, 0.1),
        tex=r"w_{\mathrm{glc}}",
    ),
    Y_lac=Parameter(
        1.6,
        "1",
        "lactate made of one glucose",
        (1, 2),
        source="resting cells: 1.53 (Blood 28:163, 1966)",
        tex=r"Y_{\mathrm{lac}}",
    ),
    pmol=Parameter(
        1e-6,
        "mmol mL/pmol/L",
        "picomoles in a milliliter, told as millimoles in a liter",
        (0.999999e-6, 1.000001e-6),
        tex=r"\kappa_{\mathrm{pmol}}",
    ),
)

VESSEL = dict(
    N_static=Parameter(
        2.5e6,
        "cell/mL",
        "density at which a static flask is full",
        (2e6, 4e6),
        tex=r"N_{\mathrm{static}}",
    ),
    N_gas=Parameter(
        4.0e6,
        "cell/mL",
        "density at which a gas-permeable flask is full",
        (3e6, 6e6),
        tex=r"N_{\mathrm{gas}}",
    ),
    N_rock=Parameter(
        3.0e7,
        "cell/mL",
        "density at which a rocking bioreactor is full",
        (2e7, 5e7),
        tex=r"N_{\mathrm{rock}}",
    ),
    N_hollow=Parameter(
        6.0e7,
        "cell/mL",
        "density at which a hollow fiber is full",
        (4e7, 9e7),
        tex=r"N_{\mathrm{hollow}}",
    ),
    N_seed=Parameter(
        0.5e6,
        "cell/mL",
        "density at seeding where medium can be added later",
        (0.3e6, 0.8e6),
        tex=r"N_{\mathrm{seed}}",
    ),
    N_set=Parameter(
        1.0e6,
        "cell/mL",
        "density from which medium is added",
        (0.9e6, 1.5e6),
        tex=r"N_{\mathrm{set}}",
    ),
    w_set=Parameter(
        0.01,
        "1",
        "width over which the adding of medium begins",
        (0.005, 0.02),
        tex=r"w_{\mathrm{set}}",
    ),
    w_brim=Parameter(
        0.02,
        "1",
        "width over which a vessel filled to the brim ends it",
        (0.01, 0.05),
        tex=r"w_{\mathrm{brim}}",
    ),
    V_min=Parameter(
        100,
        "mL",
        "least volume at seeding",
        (50, 200),
        tex=r"V_{\min}",
    ),
    V_static=Parameter(
        2000,
        "mL",
        "medium that the static flasks hold together",
        (1000, 4000),
        tex=r"V_{\mathrm{static}}",
    ),
    V_full=Parameter(
        1000,
        "mL",
        "medium that each of the other vessels holds",
        (500, 2000),
        tex=r"V_{\mathrm{full}}",
    ),
)

PERFUSION = dict(
    F_1=Parameter(
        500,
        "mL/day",
        "perfusion of the rocking bioreactor from the first density on",
        (0, 1000),
        status="published",
        source=REVIEW,
    ),
    F_2=Parameter(
        250,
        "mL/day",
        "added from the second density on, and again from the third",
        (0, 500),
        status="published",
        source=REVIEW,
    ),
    N_1=Parameter(
        2e6,
        "cell/mL",
        "first density of the schedule",
        (1e6, 4e6),
        status="published",
        source=REVIEW,
        tex="N_1",
    ),
    N_2=Parameter(
        1.0e7,
        "cell/mL",
        "second density of the schedule",
        (7e6, 1.3e7),
        status="published",
        source=REVIEW,
        tex="N_2",
    ),
    N_3=Parameter(
        1.5e7,
        "cell/mL",
        "third density of the schedule",
        (1.3e7, 2e7),
        status="published",
        source=REVIEW,
        tex="N_3",
    ),
    w_step=Parameter(
        0.05,
        "1",
        "width of a step of the schedule",
        (0.02, 0.1),
        tex=r"w_{\mathrm{step}}",
    ),
    F_fiber=Parameter(
        8000,
        "mL/day",
        "most perfusion of the hollow fiber",
        (500, 10000),
        label="Perfusion of the hollow fiber",
        scale="log",
        tex=r"F_{\mathrm{fiber}}",
    ),
    N_fiber=Parameter(
        8e6,
        "cell/mL",
        "density at which half of it flows",
        (3e5, 1e7),
        scale="log",
        tex=r"N_{\mathrm{fiber}}",
    ),
)

TAKEN = ("seeded", "f_scm", "f_cm", "vessel", "culture_d", "mu_max")

culture = Model(
    "The culture",
    t_end=14,
    clock="time in culture (days)",
    handed_over=Mark("culture_d", "harvest"),
    states=dict(
        stem=State("seeded * f_scm", "cell", "naive and stem-memory cells", tex="X_S"),
        central=State("seeded * f_cm", "cell", "central-memory cells", tex="X_C"),
        effector=State(
            "seeded * (1 - f_scm - f_cm)",
            "cell",
            "effector-memory and effector cells",
            tex="X_E",
        ),
        dead=State(
            "seeded * (1 - viab_0) / viab_0", "cell", "dead cells", tex=r"X_{\dagger}"
        ),
        glucose=State(
            "glc_in",
            "mmol/L",
            "glucose in the medium",
            negligible=1e-3,
            tex=r"c_{\mathrm{glc}}",
        ),
        lactate=State(
            "lac_0",
            "mmol/L",
            "lactate in the medium",
            negligible=1e-3,
            tex=r"c_{\mathrm{lac}}",
        ),
        il2=State(
            "il2_in",
            "IU/mL",
            "IL-2 in the medium",
            negligible=1e-2,
            tex=r"c_{\mathrm{IL2}}",
        ),
        volume=State(
            "where(vessel < 1.5, minimum(maximum(seeded / N_seed, V_min), V_static), "
            "where(vessel < 2.5, V_full, where(vessel < 3.5, "
            "minimum(maximum(seeded / N_seed, V_min), V_full), V_full)))",
            "mL",
            "medium in the vessel",
            tex="V",
        ),
        doublings=State(
            0,
            "1",
            "divisions of an average cell so far",
            negligible=1e-5,
            tex="n",
        ),
    ),
    parameters={name: FIELDS[name] for name in TAKEN}
    | GROWTH
    | AGING
    | DEATH
    | MEDIUM
    | VESSEL
    | PERFUSION,
    outputs=dict(
        viable=output("viable", "car", (1e7, 1e11)),
        fold=output("fold", "car", (0.3, 1000)),
        stem=Output(
            "cell",
            "living naive and stem-memory cells",
            (1e6, 1e11),
            label="Stem-like",
            scale="log",
            look="memory",
            tex="X_S",
        ),
        central=Output(
            "cell",
            "living central-memory cells",
            (1e6, 1e11),
            label="Central memory",
            scale="log",
            look="tcell",
            tex="X_C",
        ),
        effector=Output(
            "cell",
            "living effector-memory and effector cells",
            (1e6, 1e11),
            label="Effector",
            scale="log",
            look="car",
            tex="X_E",
        ),
        product_fscm=output("product_fscm", "memory"),
        product_fcm=output("product_fcm", "tcell"),
        viability=output("viability", "car"),
        glucose=Output(
            "mmol/L",
            "glucose in the medium",
            (0, 30),
            label="Glucose",
            look="mac",
            tex=r"c_{\mathrm{glc}}",
        ),
        lactate=Output(
            "mmol/L",
            "lactate in the medium",
            (0, 30),
            label="Lactate",
            look="vessel",
            tex=r"c_{\mathrm{lac}}",
        ),
        il2=Output(
            "IU/mL",
            "IL-2 in the medium",
            (0, 500),
            label="IL-2",
            look="ifn",
            tex=r"c_{\mathrm{IL2}}",
        ),
        volume=Output(
            "mL",
            "medium in the vessel",
            (0, 2000),
            label="Volume",
            look="vessel",
            tex="V",
        ),
        perfusion=Output(
            "mL/day",
            "fresh medium that flows through while the cells stay",
            (0, 1000),
            label="Perfusion",
            look="drug",
            tex="F",
        ),
        density=Output(
            "cell/mL",
            "living cells in a milliliter",
            (1e5, 1e8),
            label="Density",
            scale="log",
            look="car",
        ),
        doublings=output("doublings", "tcell", (0, 12)),
        potency=output("potency", "memory", (1e-3, 3)),
        capacity=Output(
            "cell",
            "capacity: living cells times potency",
            (1e7, 1e11),
            label="Capacity",
            scale="log",
            look="memory",
        ),
        capacity_fold=Output(
            "1",
            "capacity, times that of the cells seeded",
            (0.3, 1000),
            label="Capacity, fold",
            scale="log",
            look="memory",
        ),
    ),
)


@culture.steps
def steps(t, y, p):
    cells = y.stem + y.central + y.effector
    density = cells / y.volume
    scheduled = (
        p.F_1 / (1 + exp((1 - density / p.N_1) / p.w_step))
        + p.F_2 / (1 + exp((1 - density / p.N_2) / p.w_step))
        + p.F_2 / (1 + exp((1 - density / p.N_3) / p.w_step))
    )
    flow = where(
        p.vessel < 2.5,
        0,
        where(p.vessel < 3.5, scheduled, p.F_fiber * density / (p.N_fiber + density)),
    )
    return dict(cells=cells, density=density, flow=flow)


@culture.rates
def rates(t, y, p, s):
    # What the vessel allows.
    most = where(
        p.vessel < 1.5,
        p.N_static,
        where(p.vessel < 2.5, p.N_gas, where(p.vessel < 3.5, p.N_rock, p.N_hollow)),
    )
    brim = where(p.vessel < 1.5, p.V_static, p.V_full)
    # Division: activation, food, lactate, IL-2 and room; the room ends rounded off.
    awake = 1 / (1 + exp((p.t_lag - t) / p.w_lag))
    stimulated = where(t < p.t_rest, 1, exp(-(t - p.t_rest) / p.tau_rest))
    fed = y.glucose / (p.K_glc + y.glucose)
    helped = p.b_il2 + (1 - p.b_il2) * y.il2 / (p.K_il2 + y.il2)
    room = p.w_full * log(1 + exp((1 - s.density / most) / p.w_full))
    acid = 1 + (y.lactate / p.K_lac) ** 2
    division = p.mu_max * awake * stimulated * fed * helped * room / acid
    death = p.d_base + p.d_act * exp(-t / p.tau_act) + p.d_starve * (1 - fed)
    born = division * (y.stem + y.central + p.f_eff * y.effector) / s.cells
    # Medium is added as fast as cells are born, while there is space for it.
    crowded = 1 / (1 + exp((1 - s.density / p.N_set) / p.w_set))
    space = (1 - y.volume / brim) / (p.w_brim + 1 - y.volume / brim)
    added = born * crowded * space
    fresh = s.flow / y.volume + added
    # Uptake rises with division up to its full rate; that end is rounded off too.
    pace = division / p.mu_glc
    busy = pace - p.w_glc * log(1 + exp((pace - 1) / p.w_glc))
    eaten = p.pmol * p.q_glc * (p.q_calm + (1 - p.q_calm) * busy) * fed * s.density
    il2_eaten = p.q_il2 * s.density * y.il2 / (p.K_il2 + y.il2)
    return dict(
        stem=(division * (1 - 2 * p.p_S) - death) * y.stem,
        central=(division * (1 - 2 * p.p_C) - death) * y.central
        + 2 * p.p_S * division * y.stem,
        effector=(p.f_eff * division - death) * y.effector
        + 2 * p.p_C * division * y.central,
        dead=death * s.cells - p.k_lys * y.dead,
        glucose=fresh * (p.glc_in - y.glucose) - eaten,
        lactate=p.Y_lac * eaten - fresh * y.lactate,
        il2=(fresh + p.feed) * (p.il2_in - y.il2) - il2_eaten - p.k_il2 * y.il2,
        volume=added * y.volume,
        doublings=born / log(2),
    )


@culture.observe
def observe(t, y, p, s):
    kept = 2 ** (-p.debt * y.doublings)
    per_cell = (p.f_scm / p.f_ref) ** 2 * kept
    return dict(
        viable=s.cells,
        fold=s.cells / p.seeded,
        stem=y.stem,
        central=y.central,
        effector=y.effector,
        product_fscm=y.stem / s.cells,
        product_fcm=y.central / s.cells,
        viability=100 * s.cells / (s.cells + y.dead),
        glucose=y.glucose,
        lactate=y.lactate,
        il2=y.il2,
        volume=y.volume,
        perfusion=s.flow,
        density=s.density,
        doublings=y.doublings,
        potency=per_cell,
        capacity=s.cells * per_cell,
        capacity_fold=s.cells / p.seeded * kept,
    )
