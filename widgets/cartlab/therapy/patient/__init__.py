"""The patient after infusion: CAR T cells, tumor, cytokines and the drugs against them.

One model for everything below the skin line: 11 states of the body and three drugs. Cells
are counted in the whole body, days from the infusion. What is known and what is assumed
stands with each parameter; agreement with published kinetics was partly chosen by hand
(see the course's page about its models), so it is calibration, not validation.
"""

from cartlab.language import Dose, Model, State, exp, log, maximum, where

from .blood import BLOOD
from .cells import CAR_T_CELLS
from .cytokines import CYTOKINES
from .drugs import DRUGS
from .grades import TEACHING_GRADES
from .infusion import AGAIN, PRODUCT
from .room import ROOM
from .shown import SHOWN
from .targets import TARGETS

# fmt: off
after_infusion = Model(
    "The patient after infusion",
    t_end=28,
    states=dict(
        J  = State("dose",             "cell",  "infused CAR T cells still in the blood"),
        E  = State(0,                  "cell",  "effector CAR T cells"),
        M  = State(0,                  "cell",  "memory CAR T cells"),
        Tp = State("T0 * (100 - f_neg) / 100", "cell",  "tumor with antigen",                      tex="T_{+}"),
        Tn = State("T0 * f_neg / 100",         "cell",  "tumor without antigen",                   tex="T_{-}"),
        B  = State("B0 * (N_frac / 100)**ld",  "cell",  "normal B cells"),
        N  = State("K_N * (N_frac / 100)**ld", "cell",  "normal T cells"),
        A  = State(0,                  "1",     "active share of macrophages",             negligible=1e-6),
        G  = State(0,                  "pg/mL", "IFN-γ in serum",                          negligible=1e-3),
        I6 = State("I_b",              "pg/mL", "IL-6 in serum",                           negligible=1e-2, tex="I"),
        W  = State(0,                  "1",     "strain on endothelium and brain barrier", negligible=1e-3),
        Z  = State(0,                  "mg",    "tocilizumab in the body",                 negligible=1e-3),
        S  = State(0,                  "mg",    "dexamethasone at work",                   negligible=1e-3),
        K  = State(0,                  "1",     "anakinra on board",                       negligible=1e-3, tex=r"K_{\mathrm{ana}}"),
    ),
    parameters=PRODUCT | AGAIN | CAR_T_CELLS | BLOOD | ROOM | TARGETS | CYTOKINES | DRUGS | TEACHING_GRADES,
    doses=[
        Dose("J", "dose_again", time="again_day", label="second infusion"),
        Dose("Z", "toci_mg", time="toci_day", number="toci_n", every="toci_gap", label="tocilizumab"),
        Dose("S", "dex_mg", time="dex_day", number="dex_days / dex_gap", every="dex_gap", label="dexamethasone"),
        Dose("K", "ana", time="ana_day", label="anakinra"),
        Dose("K", "-ana", time="ana_day + ana_days", label="anakinra"),
    ],
    outputs=SHOWN,
)
# fmt: on


@after_infusion.steps
def steps(t, y, p):
    blocked = y.Z / (y.Z + p.c_Z * p.V_Z)
    lymphocytes = y.N + y.E + y.M
    tumor = y.Tp + y.Tn
    antigen = y.Tp + y.B
    # Killing saturates in effectors and in targets.
    hidden = p.k_B * (p.T0 / p.T_ref) ** p.nu
    kill = p.gam * y.E / (hidden + y.E + p.th * antigen)
    freedom = log(p.T_max / maximum(tumor, p.one)) / log(p.T_max / p.T_ref)
    il15 = p.H_max / (1 + (p.H_max - 1) * lymphocytes / p.K_N)
    signal = y.I6 * (1 - blocked)
    debris = kill * y.Tp
    return dict(
        blocked=blocked,
        signal=signal,
        lymphocytes=lymphocytes,
        il15=il15,
        tumor=tumor,
        antigen=antigen,
        kill=kill,
        # Antigen drives, IL-7 and IL-15 allow.
        stimulus=antigen / (p.K_X + antigen),
        room=il15**2 / (p.K_H**2 + il15**2) * (p.K_H**2 + p.H_max**2) / p.H_max**2,
        # Macrophages listen to IFN-γ, to debris and to themselves.
        by_ifn=p.a_G * y.G**2 / (p.K_G**2 + y.G**2),
        by_debris=p.a_D * debris / (p.K_D + debris),
        by_loop=p.a_I * (1 - p.e_L * y.K) * signal / (p.K_I + signal),
        # The smaller of 1 and freedom, rounded off so that the solver meets no kink.
        growth=-p.r_T * p.w_T * log(exp(-1 / p.w_T) + exp(-freedom / p.w_T)),
    )


@after_infusion.rates
def rates(t, y, p, s):
    # Drugs: blocked receptors, steroid effect; anakinra is there or not.
    steroid = y.S / (y.S + p.S_half)
    # Chemotherapy before a second infusion: in prep_d days it leaves N_frac percent of them.
    strength = where(p.dose_again > 0, -p.ld_again * log(p.N_frac / 100) / p.prep_d, 0)
    chemo = where(t < p.again_day - p.prep_d, 0, where(t < p.again_day, strength, 0))
    division = p.rho * p.q * s.stimulus * s.room * (1 - p.e_SE * steroid)
    loss = p.d_E + p.d_A * s.stimulus + p.d_S * steroid + p.m
    engrafting = (p.f_eng / 100) * p.k_J * y.J
    kill_B = p.gam * y.E / (p.k_BB + y.E + p.th * y.B)
    alarm = s.by_ifn + s.by_debris + s.by_loop
    calming = p.d_M * (1 + p.c_SA * steroid)
    il6_made = p.p_I * y.A**3 * (1 - p.e_SC * steroid) * (1 - p.e_I * y.K)
    il6_cleared = p.k_I * (1 - (p.rm / 100) * s.blocked) * y.I6
    activated = (p.w_A / 100) * y.A * (1 - p.e_L * y.K)
    harm = activated + (1 - p.w_A / 100) * y.I6 / (p.K_W + y.I6)
    return dict(
        J=-p.k_J * y.J,
        E=(1 - p.phi / 100) * engrafting
        + (division - loss - chemo) * y.E
        + p.a_M * s.stimulus * y.M,
        M=(p.phi / 100) * engrafting + p.m * y.E - (p.beta + chemo) * y.M,
        Tp=(s.growth * y.Tp / (y.Tp + p.one) - s.kill) * y.Tp,
        Tn=(s.growth * y.Tn / (y.Tn + p.one) - (p.by / 100) * s.kill) * y.Tn,
        B=(p.B0 - y.B) / p.tau_B - (kill_B + chemo) * y.B,
        N=-p.r_N * y.N * log(maximum(s.lymphocytes, p.one) / p.K_N) - chemo * y.N,
        A=p.k_A * alarm * (1 - y.A) * (1 - p.e_SA * steroid) - calming * y.A,
        G=p.p_G * s.stimulus * y.E * (1 - p.e_SC * steroid) - p.d_G * y.G,
        I6=p.k_I * p.I_b + il6_made - il6_cleared,
        W=p.k_W * harm * (1 - p.e_SW * steroid) - p.d_W * (1 + steroid) * y.W,
        Z=-p.k_Z * y.Z,
        S=-p.k_S * y.S,
        K=0,
    )


@after_infusion.observe
def observe(t, y, p, s):
    engrafted = (y.E + y.M) / p.V_T
    first = p.ld * exp(-(((t - p.wbc_day) / p.wbc_width) ** 2))
    late = t - p.again_day - p.wbc_day
    second = where(p.dose_again > 0, p.ld_again, 0) * exp(-((late / p.wbc_width) ** 2))
    leukocytes = p.wbc * (1 - (p.wbc_dip / 100) * (first + second)) + engrafted
    return dict(
        cart_blood=y.J / p.V_blood + engrafted,
        cart_engrafted=engrafted,
        leukocytes=leukocytes,
        transgene=p.vcn_pos * p.genomes * engrafted / leukocytes,
        tumor=s.tumor,
        tumor_neg=y.Tn,
        responds=where(s.tumor < p.T_seen, 1, 0),
        b_cells=100 * y.B / p.B0,
        normal_t=100 * y.N / p.K_N,
        il15=s.il15,
        macrophages=100 * y.A,
        ifn=y.G,
        il6_serum=y.I6,
        il6_signal=s.signal,
        strain=y.W,
        crs_grade=sum(where(s.signal < p.crs_1 * 10**k, 0, 1) for k in range(4)),
        icans_grade=where(y.W < p.icans_1, 0, 1)
        + where(y.W < p.icans_2, 0, 1)
        + where(y.W < p.icans_3, 0, 1)
        + where(y.W < p.icans_4, 0, 1),
    )
