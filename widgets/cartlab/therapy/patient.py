"""The patient after infusion: CAR T cells, tumor, cytokines and the drugs against them.

One model for everything below the skin line: 11 states of the body and three drugs. Cells
are counted in the whole body, days from the infusion. What is known and what is assumed
stands with each parameter; agreement with published kinetics was partly chosen by hand
(see the course's page about its models), so it is calibration, not validation.
"""

from cartlab.language import (
    Dose,
    Model,
    Output,
    Parameter,
    State,
    exp,
    log,
    maximum,
    where,
)

from .record import FIELDS

KIMMEL = "Kimmel 2021"
STEIN = "Stein 2019"
LEON_TRIANA = "León-Triana 2021"
HARDIANSYAH = "Hardiansyah 2019 (model file)"

PRODUCT = dict(
    dose=FIELDS["dose"],
    q=FIELDS["q"],
    phi=FIELDS["phi"],
    k_J=Parameter(2.0, "1/day", "infused cells leave the blood", (1, 4)),
    f_eng=Parameter(0.22, "1", "share of the infused cells that engrafts", (0.1, 0.5)),
)

CAR_T_CELLS = dict(
    rho=Parameter(
        1.95,
        "1/day",
        "fastest division of effector cells",
        (1.2, 2.4),
        "Fastest division, effectors",
        status="derived",
        source=f"tuned to the doubling time of {STEIN}",
    ),
    K_X=Parameter(
        2.5e9, "cell", "antigen-bearing cells for half stimulation", (1e9, 1e10)
    ),
    d_E=Parameter(
        0.21,
        "1/day",
        "loss of effector cells",
        (0.1, 0.4),
        status="derived",
        source=f"tuned to the contraction of {STEIN}",
    ),
    d_A=Parameter(0.10, "1/day", "extra loss while stimulated by antigen", (0, 0.4)),
    m=Parameter(
        7e-4,
        "1/day",
        "effector cells that become memory",
        (0, 3e-3),
        source="order of Chaudhury 2020 (model file): 0.0012",
    ),
    beta=Parameter(
        4.2e-3,
        "1/day",
        "loss of memory cells",
        (1e-3, 3e-2),
        scale="log",
        status="derived",
        source=f"tuned to the slow phase of {STEIN}",
    ),
    a_M=Parameter(0.4, "1/day", "memory cells make effectors on antigen", (0, 1)),
    V_T=Parameter(
        5e8,
        "µL",
        "cells in the body for one cell in a microliter of blood",
        (2e8, 1e9),
        status="derived",
        source=f"{KIMMEL}: 2.5e11 cells and 500 per µL",
        tex="V_T",
    ),
    V_blood=Parameter(5e6, "µL", "blood volume, for cells just infused", (2e6, 7e6)),
    vcn_pos=FIELDS["vcn_pos"],
    genomes=Parameter(
        151515,
        "copies/µg",
        "copies of a gene in a µg of DNA, if each cell has one",
        (1.4e5, 1.6e5),
        source="a textbook value: 6.6 pg of DNA in a cell",
        tex=r"n_{\mathrm{DNA}}",
    ),
    wbc=Parameter(
        2300,
        "cell/µL",
        "leukocytes but for CAR T cells, before the chemotherapy and after recovery",
        (500, 10000),
        "Leukocytes",
        scale="log",
        status="derived",
        source="set so that the transgene peaks as in Stein 2019",
        tex=r"L_0",
    ),
    wbc_dip=Parameter(
        0.6,
        "1",
        "share of the leukocytes that is missing at their lowest, after full lymphodepletion",
        (0, 0.95),
        "Leukocytes missing at the lowest",
        tex=r"f_L",
    ),
    wbc_day=Parameter(
        7,
        "day",
        "day on which leukocytes are lowest",
        (0, 14),
        "Leukocytes lowest on",
        tex=r"t_L",
    ),
    wbc_width=Parameter(
        4,
        "day",
        "how long leukocytes stay low, to either side",
        (2, 8),
        "Leukocytes stay low for",
        tex=r"\tau_L",
    ),
)

AGAIN = dict(
    dose_again=Parameter(
        0,
        "cell",
        "CAR T cells in a second infusion",
        (0, 1e9),
        "Second infusion",
        step=1e7,
        tex=r"D_{\mathrm{again}}",
    ),
    again_day=Parameter(
        60,
        "day",
        "day of the second infusion",
        (20, 90),
        "Second infusion on day",
        step=1,
        needs="dose_again",
        tex=r"t_{\mathrm{again}}",
    ),
    ld_again=Parameter(
        0,
        "1",
        "intensity of lymphodepletion before the second infusion: 0 none, 1 full",
        (0, 1),
        "Lymphodepletion before it",
        step=0.01,
        needs="dose_again",
        tex=r"\ell_{\mathrm{again}}",
    ),
    prep_d=Parameter(
        4,
        "day",
        "length of the chemotherapy before the second infusion",
        (2, 6),
        status="published",
        source="Kymriah label: fludarabine for 3 or 4 days",
        tex=r"\tau_{\mathrm{chemo}}",
    ),
)

SPACE = dict(
    ld=Parameter(
        1.0,
        "1",
        "intensity of lymphodepletion: 0 none, 1 full",
        (0, 1),
        label="Lymphodepletion",
        step=0.01,
        tex=r"\ell",
    ),
    N_frac=Parameter(
        0.012,
        "1",
        "share of normal T cells left after full lymphodepletion",
        (0.005, 0.05),
        status="published",
        source=f"{KIMMEL}, Table 1",
        tex=r"f_N",
    ),
    K_N=Parameter(
        2.5e11,
        "cell",
        "normal number of T cells",
        (1e11, 5e11),
        status="published",
        source=f"{KIMMEL}, Table 1",
    ),
    r_N=Parameter(
        0.17,
        "1/day",
        "recovery of normal T cells",
        (0.08, 0.3),
        "Recovery of normal T cells",
        status="published",
        source=f"{KIMMEL}, Table 1",
    ),
    H_max=Parameter(
        6.0,
        "1",
        "IL-7 and IL-15 in an empty compartment, normal is 1",
        (2, 10),
        tex=r"H_{\max}",
    ),
    K_H=Parameter(2.5, "1", "IL-7 and IL-15 for half effect on division", (1.5, 4)),
)

TARGETS = dict(
    T0=FIELDS["T0"],
    f_neg=Parameter(
        0.0,
        "1",
        "antigen-negative share of the tumor at infusion",
        (0, 1e-3),
        tex=r"f_{-}",
    ),
    r_T=Parameter(
        0.05,
        "1/day",
        "growth of the tumor",
        (0.01, 0.2),
        scale="log",
        status="published",
        source=f"{KIMMEL}: 0.01 to 0.5",
    ),
    T_ref=Parameter(
        1e11, "cell", "tumor up to which growth is not slowed", (5e10, 2e11)
    ),
    T_max=Parameter(2e12, "cell", "largest tumor", (1e12, 4e12), tex=r"T_{\max}"),
    w_T=Parameter(
        0.02, "1", "width over which the tumor's growth turns slower", (0.01, 0.05)
    ),
    one=Parameter(1.0, "cell", "one cell: below it nothing grows", (0.5, 2), tex="1"),
    gam=Parameter(
        1.15,
        "1/day",
        "fastest killing of a tumor cell",
        (0.3, 2),
        "Fastest killing",
        status="published",
        source=f"{KIMMEL}: quartiles 0.64 to 1.35",
        tex=r"\gamma",
    ),
    k_B=Parameter(
        2.0e9,
        "cell",
        "effector cells for half the fastest killing",
        (1e9, 4e9),
        status="published",
        source=f"{KIMMEL}: 2.024e9; the data do not tell it apart from gamma",
    ),
    nu=Parameter(0.75, "1", "how much bulk hides a tumor from effector cells", (0, 1)),
    th=Parameter(
        0.0575,
        "1",
        "time spent on a kill; gamma over theta is 20 kills a day, as mouse killer T cells do at most; in patients nobody has measured it",
        (0.03, 0.12),
        tex=r"\theta",
    ),
    by=Parameter(
        0.0, "1", "bystander killing of antigen-negative cells", (0, 0.5), tex="b"
    ),
    T_seen=Parameter(
        1e9, "cell", "tumor cells below which no method sees them", (1e8, 1e10)
    ),
    B0=Parameter(
        2.5e10,
        "cell",
        "normal number of B cells",
        (1e10, 5e10),
        status="published",
        source=f"{LEON_TRIANA} (model file)",
        tex="B_0",
    ),
    tau_B=Parameter(
        60,
        "day",
        "life of a B cell",
        (30, 120),
        status="published",
        source=f"{LEON_TRIANA} (model file)",
    ),
    k_BB=Parameter(
        2e8, "cell", "effector cells for half the killing of B cells", (1e8, 4e8)
    ),
)

CYTOKINES = dict(
    p_G=Parameter(
        1.1e-8, "pg/mL/day/cell", "IFN-γ from a stimulated effector", (5e-9, 2e-8)
    ),
    d_G=Parameter(
        1.51,
        "1/day",
        "loss of IFN-γ",
        (0.7, 3),
        status="published",
        source=HARDIANSYAH,
    ),
    K_G=Parameter(
        600, "pg/mL", "IFN-γ for half activation of macrophages", (300, 1200)
    ),
    K_D=Parameter(
        4e11, "cell/day", "killing for half activation of macrophages", (2e11, 8e11)
    ),
    K_I=Parameter(
        3000, "pg/mL", "IL-6 signal for half activation of the loop", (1500, 6000)
    ),
    a_G=Parameter(0.6, "1", "weight of IFN-γ", (0, 2), "Weight of IFN-γ"),
    a_D=Parameter(
        1.5, "1", "weight of debris from killed cells", (0, 2), "Weight of debris"
    ),
    a_I=Parameter(
        0.5, "1", "weight of the IL-6 and IL-1 loop", (0, 2), "Weight of the loop"
    ),
    k_A=Parameter(1.0, "1/day", "activation of macrophages", (0.5, 1.5)),
    d_M=Parameter(0.6, "1/day", "macrophages calm down", (0.3, 1.2)),
    p_I=Parameter(2.6e5, "pg/mL/day", "IL-6 from fully active macrophages", (1e5, 5e5)),
    I_b=Parameter(2.0, "pg/mL", "IL-6 in serum without inflammation", (1, 5)),
    k_I=Parameter(
        3.96,
        "1/day",
        "clearance of IL-6, both ways",
        (2, 8),
        status="published",
        source=HARDIANSYAH,
    ),
    rm=Parameter(
        0.75,
        "1",
        "share of IL-6 that its receptor clears",
        (0, 0.9),
        label="IL-6 cleared by its receptor",
        step=0.01,
        tex=r"\sigma",
    ),
    k_W=Parameter(0.8, "1/day", "strain on the endothelium builds up", (0.4, 1.6)),
    d_W=Parameter(0.35, "1/day", "strain on the endothelium heals", (0.2, 0.7)),
    w_A=Parameter(0.5, "1", "share of the strain that comes from macrophages", (0, 1)),
    K_W=Parameter(2000, "pg/mL", "IL-6 for half its strain", (1000, 4000)),
)

DRUGS = dict(
    toci_mg=Parameter(
        0,
        "mg",
        "tocilizumab, each dose",
        (0, 800),
        label="Tocilizumab",
        step=20,
        tex=r"D_{\mathrm{toci}}",
    ),
    toci_day=Parameter(
        5.5,
        "day",
        "day of the first tocilizumab",
        (0, 15),
        label="Tocilizumab, day",
        step=0.5,
        needs="toci_mg",
        tex=r"t_{\mathrm{toci}}",
    ),
    toci_n=Parameter(
        1,
        "1",
        "doses of tocilizumab",
        (1, 4),
        label="Doses of tocilizumab",
        kind="whole",
        needs="toci_mg",
        tex=r"n_{\mathrm{toci}}",
    ),
    toci_gap=Parameter(
        1 / 3,
        "day",
        "between two doses of tocilizumab",
        (1 / 3, 2),
        status="published",
        source="Kymriah label: every 8 hours",
    ),
    V_Z=Parameter(
        6.4,
        "L",
        "volume in which tocilizumab spreads",
        (3, 10),
        status="published",
        source="rheumatoid arthritis, steady state; the early peak is about twice as high",
    ),
    k_Z=Parameter(
        0.10,
        "1/day",
        "loss of tocilizumab, held constant",
        (0.05, 0.2),
        label="Loss of tocilizumab",
    ),
    c_Z=Parameter(
        1.0,
        "mg/L",
        "free tocilizumab for half blockade in the model",
        (0.1, 3),
        status="derived",
        source="set to the level above which CRP stays normal; the binding constant is 0.10 mg/L",
    ),
    dex_mg=Parameter(
        0,
        "mg",
        "dexamethasone, each dose",
        (0, 20),
        label="Dexamethasone, each dose",
        step=1,
        tex=r"D_{\mathrm{dex}}",
    ),
    dex_day=Parameter(
        5.5,
        "day",
        "first day of dexamethasone",
        (0, 15),
        label="Dexamethasone, first day",
        step=0.5,
        needs="dex_mg",
        tex=r"t_{\mathrm{dex}}",
    ),
    dex_days=Parameter(
        3,
        "day",
        "days of dexamethasone",
        (1, 10),
        label="Dexamethasone, days",
        step=1,
        needs="dex_mg",
        tex=r"\tau_{\mathrm{dex}}",
    ),
    dex_gap=Parameter(
        0.25,
        "day",
        "between two doses of dexamethasone",
        (0.25, 1),
        status="published",
        source="Kymriah label: every 6 to 12 hours",
    ),
    k_S=Parameter(
        0.46,
        "1/day",
        "dexamethasone wears off (36 hours, the short end of 36 to 54)",
        (0.3, 0.5),
    ),
    S_half=Parameter(
        5.0, "mg", "dexamethasone for half its effect", (2, 10), tex=r"S_{1/2}"
    ),
    e_SA=Parameter(0.9, "1", "dexamethasone holds macrophages back", (0, 1)),
    e_SC=Parameter(0.8, "1", "dexamethasone holds IFN-γ and IL-6 back", (0, 1)),
    e_SE=Parameter(0.15, "1", "dexamethasone slows division of effectors", (0, 0.6)),
    d_S=Parameter(0.05, "1/day", "dexamethasone kills effectors", (0, 0.2)),
    c_SA=Parameter(2.0, "1", "dexamethasone calms macrophages", (0, 4)),
    e_SW=Parameter(0.7, "1", "dexamethasone shields the endothelium", (0, 1)),
    ana=Parameter(
        0,
        "1",
        "anakinra given",
        (0, 1),
        label="Anakinra",
        kind="switch",
        tex="a",
    ),
    ana_day=Parameter(
        5.5,
        "day",
        "first day of anakinra",
        (0, 15),
        label="Anakinra, first day",
        step=0.5,
        needs="ana",
        tex=r"t_{\mathrm{ana}}",
    ),
    ana_days=Parameter(
        7,
        "day",
        "days of anakinra",
        (1, 14),
        label="Anakinra, days",
        step=1,
        needs="ana",
        tex=r"\tau_{\mathrm{ana}}",
    ),
    e_L=Parameter(0.8, "1", "anakinra holds the IL-1 loop back", (0, 1)),
    e_I=Parameter(0.5, "1", "anakinra holds IL-6 back", (0, 1)),
)

TEACHING_GRADES = dict(
    crs_1=Parameter(
        10,
        "pg/mL",
        "signaling IL-6 at CRS grade 1 of the teaching map; tenfold for each next",
        (5, 20),
    ),
    icans_1=Parameter(
        0.3, "1", "strain at the teaching map's ICANS grade 1", (0.2, 0.5)
    ),
    icans_2=Parameter(
        0.7, "1", "strain at the teaching map's ICANS grade 2", (0.5, 0.9)
    ),
    icans_3=Parameter(
        1.1, "1", "strain at the teaching map's ICANS grade 3", (0.9, 1.3)
    ),
    icans_4=Parameter(
        1.4, "1", "strain at the teaching map's ICANS grade 4", (1.3, 1.6)
    ),
)

after_infusion = Model(
    "The patient after infusion",
    t_end=28,
    states=dict(
        J=State("dose", "cell", "infused CAR T cells still in the blood"),
        E=State(0, "cell", "effector CAR T cells"),
        M=State(0, "cell", "memory CAR T cells"),
        Tp=State("T0 * (1 - f_neg)", "cell", "tumor with antigen", tex="T_{+}"),
        Tn=State("T0 * f_neg", "cell", "tumor without antigen", tex="T_{-}"),
        B=State("B0 * N_frac**ld", "cell", "normal B cells"),
        N=State("K_N * N_frac**ld", "cell", "normal T cells"),
        A=State(0, "1", "active share of macrophages", negligible=1e-6),
        G=State(0, "pg/mL", "IFN-γ in serum", negligible=1e-3),
        I6=State("I_b", "pg/mL", "IL-6 in serum", negligible=1e-2, tex="I"),
        W=State(0, "1", "strain on endothelium and brain barrier", negligible=1e-3),
        Z=State(0, "mg", "tocilizumab in the body", negligible=1e-3),
        S=State(0, "mg", "dexamethasone at work", negligible=1e-3),
        K=State(0, "1", "anakinra on board", negligible=1e-3, tex=r"K_{\mathrm{ana}}"),
    ),
    parameters=PRODUCT
    | AGAIN
    | CAR_T_CELLS
    | SPACE
    | TARGETS
    | CYTOKINES
    | DRUGS
    | TEACHING_GRADES,
    doses=[
        Dose("J", "dose_again", time="again_day", label="second infusion"),
        Dose(
            "Z",
            "toci_mg",
            time="toci_day",
            number="toci_n",
            every="toci_gap",
            label="tocilizumab",
        ),
        Dose(
            "S",
            "dex_mg",
            time="dex_day",
            number="dex_days / dex_gap",
            every="dex_gap",
            label="dexamethasone",
        ),
        Dose("K", "ana", time="ana_day", label="anakinra"),
        Dose("K", "-ana", time="ana_day + ana_days", label="anakinra"),
    ],
    outputs=dict(
        cart_blood=Output(
            "cell/µL",
            "CAR T cells in blood, those just infused included",
            (0.01, 1000),
            label="CAR T cells",
            scale="log",
            look="car",
        ),
        cart_engrafted=Output(
            "cell/µL",
            "CAR T cells in blood that have engrafted",
            (0.01, 1000),
            label="CAR T cells, engrafted",
            scale="log",
            look="car",
        ),
        leukocytes=Output(
            "cell/µL",
            "leukocytes in blood, CAR T cells among them",
            (0, 5000),
            label="Leukocytes",
            look="tcell",
        ),
        transgene=Output(
            "copies/µg",
            "CAR transgene in blood, per µg of DNA",
            (1, 1e5),
            label="CAR transgene",
            scale="log",
            look="car",
        ),
        tumor=Output(
            "cell", "tumor cells", (1, 3e12), label="Tumor", scale="log", look="tumor"
        ),
        tumor_neg=Output(
            "cell",
            "tumor cells without antigen",
            (1, 3e12),
            label="Tumor without antigen",
            scale="log",
            look="tumor-neg",
        ),
        responds=Output(
            "1",
            "no tumor can be seen: 1 yes, 0 no",
            (0, 1),
            label="No tumor to be seen",
            whole=True,
            look="tumor",
        ),
        b_cells=Output(
            "%", "B cells, percent of normal", (0, 100), label="B cells", look="bcell"
        ),
        normal_t=Output(
            "%", "T cells, percent of normal", (0, 100), label="T cells", look="tcell"
        ),
        il15=Output(
            "1",
            "IL-7 and IL-15, times normal",
            (0, 6.5),
            label="IL-7 and IL-15",
            look="tcell",
        ),
        macrophages=Output(
            "1",
            "active share of macrophages",
            (0, 1),
            label="Active macrophages",
            look="mac",
        ),
        ifn=Output(
            "pg/mL", "IFN-γ in serum", (1, 1e5), label="IFN-γ", scale="log", look="ifn"
        ),
        il6_serum=Output(
            "pg/mL",
            "IL-6 in serum, as the lab measures it",
            (1, 1e5),
            label="IL-6, serum",
            scale="log",
            look="il6",
        ),
        il6_signal=Output(
            "pg/mL",
            "IL-6 that can still signal",
            (1, 1e5),
            label="IL-6, signaling",
            scale="log",
            look="il6-signal",
        ),
        strain=Output(
            "1",
            "strain on endothelium and brain barrier",
            (0, 2),
            label="Strain",
            look="vessel",
        ),
        crs_grade=Output(
            "1",
            "CRS grade of the teaching map, not a clinical grade",
            (0, 4),
            label="CRS grade, teaching",
            whole=True,
            look="il6",
        ),
        icans_grade=Output(
            "1",
            "ICANS grade of the teaching map, not a clinical grade",
            (0, 4),
            label="ICANS grade, teaching",
            whole=True,
            look="vessel",
        ),
    ),
)


@after_infusion.steps
def steps(t, y, p):
    blocked = y.Z / (y.Z + p.c_Z * p.V_Z)
    lymphocytes = y.N + y.E + y.M
    return dict(
        blocked=blocked,
        signal=y.I6 * (1 - blocked),
        lymphocytes=lymphocytes,
        il15=p.H_max / (1 + (p.H_max - 1) * lymphocytes / p.K_N),
        tumor=y.Tp + y.Tn,
    )


@after_infusion.rates
def rates(t, y, p, s):
    # Drugs: blocked receptors, steroid effect; anakinra is there or not.
    steroid = y.S / (y.S + p.S_half)
    # Antigen drives, IL-7 and IL-15 allow.
    antigen = y.Tp + y.B
    stimulus = antigen / (p.K_X + antigen)
    # Chemotherapy before a second infusion: in prep_d days it leaves N_frac of them.
    strength = where(p.dose_again > 0, -p.ld_again * log(p.N_frac) / p.prep_d, 0)
    chemo = where(t < p.again_day - p.prep_d, 0, where(t < p.again_day, strength, 0))
    room = s.il15**2 / (p.K_H**2 + s.il15**2) * (p.K_H**2 + p.H_max**2) / p.H_max**2
    division = p.rho * p.q * stimulus * room * (1 - p.e_SE * steroid)
    loss = p.d_E + p.d_A * stimulus + p.d_S * steroid + p.m
    engrafting = p.f_eng * p.k_J * y.J
    # Killing saturates in effectors and in targets.
    hidden = p.k_B * (p.T0 / p.T_ref) ** p.nu
    kill = p.gam * y.E / (hidden + y.E + p.th * antigen)
    kill_B = p.gam * y.E / (p.k_BB + y.E + p.th * y.B)
    freedom = log(p.T_max / maximum(s.tumor, p.one)) / log(p.T_max / p.T_ref)
    # The smaller of 1 and freedom, rounded off so that the solver meets no kink.
    growth = -p.r_T * p.w_T * log(exp(-1 / p.w_T) + exp(-freedom / p.w_T))
    # Macrophages listen to IFN-γ, to debris and to themselves.
    debris = kill * y.Tp
    alarm = (
        p.a_G * y.G**2 / (p.K_G**2 + y.G**2)
        + p.a_D * debris / (p.K_D + debris)
        + p.a_I * (1 - p.e_L * y.K) * s.signal / (p.K_I + s.signal)
    )
    calming = p.d_M * (1 + p.c_SA * steroid)
    il6_made = p.p_I * y.A**3 * (1 - p.e_SC * steroid) * (1 - p.e_I * y.K)
    il6_cleared = p.k_I * (1 - p.rm * s.blocked) * y.I6
    harm = p.w_A * y.A * (1 - p.e_L * y.K) + (1 - p.w_A) * y.I6 / (p.K_W + y.I6)
    return dict(
        J=-p.k_J * y.J,
        E=(1 - p.phi) * engrafting
        + (division - loss - chemo) * y.E
        + p.a_M * stimulus * y.M,
        M=p.phi * engrafting + p.m * y.E - (p.beta + chemo) * y.M,
        Tp=(growth * y.Tp / (y.Tp + p.one) - kill) * y.Tp,
        Tn=(growth * y.Tn / (y.Tn + p.one) - p.by * kill) * y.Tn,
        B=(p.B0 - y.B) / p.tau_B - (kill_B + chemo) * y.B,
        N=-p.r_N * y.N * log(maximum(s.lymphocytes, p.one) / p.K_N) - chemo * y.N,
        A=p.k_A * alarm * (1 - y.A) * (1 - p.e_SA * steroid) - calming * y.A,
        G=p.p_G * stimulus * y.E * (1 - p.e_SC * steroid) - p.d_G * y.G,
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
    leukocytes = p.wbc * (1 - p.wbc_dip * (first + second)) + engrafted
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
        macrophages=y.A,
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
