"""The culture: T cells divide, age, eat and die in one of four vessels.

Three kinds of living cells, dead cells, glucose, lactate, IL-2, the volume and the
doublings of an average cell. Differentiation is paid per division. Sizes of most effects
are assumed for teaching; what is fitted to published counts says so.
"""

from cartlab.language import Mark, Model, State, exp, log, maximum, minimum, where

from ..fields import FIELDS
from .aging import AGING
from .death import DEATH
from .growth import GROWTH
from .medium import MEDIUM
from .perfusion import MODEST_PERFUSION, PERFUSION
from .shown import SHOWN
from .vessel import VESSEL

__all__ = ["MODEST_PERFUSION", "culture"]

TAKEN = ("seeded", "f_scm", "f_cm", "vessel", "culture_d", "mu_max")

# The medium at seeding: two vessels are filled as far as the cells need it, two wholly.
FILLED = (
    "where(vessel < 1.5, minimum(maximum(seeded / N_seed, V_min), V_static), "
    "where(vessel < 2.5, V_full, where(vessel < 3.5, "
    "minimum(maximum(seeded / N_seed, V_min), V_full), V_full)))"
)

# fmt: off
culture = Model(
    "The culture",
    t_end=14,
    clock="time in culture (days)",
    handed_over=Mark("culture_d", "harvest"),
    states=dict(
        stem      = State("seeded * f_scm / 100",                  "cell",   "naive and stem-memory cells",         tex="X_S"),
        central   = State("seeded * f_cm / 100",                   "cell",   "central-memory cells",                tex="X_C"),
        effector  = State("seeded * (100 - f_scm - f_cm) / 100",   "cell",   "effector-memory and effector cells",  tex="X_E"),
        dead      = State("seeded * (100 - viab_0) / viab_0",      "cell",   "dead cells",                          tex=r"X_{\dagger}"),
        glucose   = State("glc_in",                          "mmol/L", "glucose in the medium",               negligible=1e-3, tex=r"c_{\mathrm{glc}}"),
        lactate   = State("lac_0",                           "mmol/L", "lactate in the medium",               negligible=1e-3, tex=r"c_{\mathrm{lac}}"),
        il2       = State("il2_in",                          "IU/mL",  "IL-2 in the medium",                  negligible=1e-2, tex=r"c_{\mathrm{IL2}}"),
        volume    = State(FILLED,                            "mL",     "medium in the vessel",                tex="V"),
        doublings = State(0,                                 "1",      "divisions of an average cell so far", negligible=1e-5, tex="n"),
        early     = State(0,                                 "1",      "the same, until the growth is judged", negligible=1e-6, tex=r"n_{\mathrm{early}}"),
    ),
    parameters={name: FIELDS[name] for name in TAKEN} | GROWTH | AGING | DEATH | MEDIUM | VESSEL | PERFUSION,
    outputs=SHOWN,
)
# fmt: on


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
    helped = p.b_il2 / 100 + (1 - p.b_il2 / 100) * y.il2 / (p.K_il2 + y.il2)
    room = p.w_full * log(1 + exp((1 - s.density / most) / p.w_full))
    acid = 1 + (y.lactate / p.K_lac) ** 2
    division = p.mu_max * awake * stimulated * fed * helped * room / acid
    death = p.d_base + p.d_act * exp(-t / p.tau_act) + p.d_starve * (1 - fed)
    born = division * (y.stem + y.central + p.f_eff * y.effector) / s.cells
    doubled = born / log(2)
    # Medium is added as fast as cells are born, while there is space for it.
    crowded = 1 / (1 + exp((1 - s.density / p.N_set) / p.w_set))
    space = (1 - y.volume / brim) / (p.w_brim + 1 - y.volume / brim)
    added = born * crowded * space
    fresh = s.flow / y.volume + added
    # Uptake rises with division up to its full rate; that end is rounded off too.
    pace = division / p.mu_glc
    busy = pace - p.w_glc * log(1 + exp((pace - 1) / p.w_glc))
    part = p.q_calm / 100 + (1 - p.q_calm / 100) * busy
    eaten = p.pmol * p.q_glc * part * fed * s.density
    il2_eaten = p.q_il2 * s.density * y.il2 / (p.K_il2 + y.il2)
    # Both daughters of a division may become what comes next.
    to_central = 2 * (p.p_S / 100) * division
    to_effector = 2 * (p.p_C / 100) * division
    return dict(
        stem=(division - to_central - death) * y.stem,
        central=(division - to_effector - death) * y.central + to_central * y.stem,
        effector=(p.f_eff * division - death) * y.effector + to_effector * y.central,
        dead=death * s.cells - p.k_lys * y.dead,
        glucose=fresh * (p.glc_in - y.glucose) - eaten,
        lactate=p.Y_lac * eaten - fresh * y.lactate,
        il2=(fresh + p.feed) * (p.il2_in - y.il2) - il2_eaten - p.k_il2 * y.il2,
        volume=added * y.volume,
        doublings=doubled,
        early=doubled / (1 + exp((t - p.t_judge) / p.w_judge)),
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
        product_fscm=100 * y.stem / s.cells,
        product_fcm=100 * y.central / s.cells,
        viability=100 * s.cells / (s.cells + y.dead),
        glucose=y.glucose,
        lactate=y.lactate,
        il2=y.il2,
        volume=y.volume,
        perfusion=s.flow,
        density=s.density,
        doublings=y.doublings,
        growth=y.early / maximum(minimum(t, p.t_judge) - p.t_lag, p.t_count),
        potency=per_cell,
        capacity=s.cells * per_cell,
        capacity_fold=s.cells / p.seeded * kept,
    )
