"""What is read from the patient's model: curves, their axes and their looks."""

from cartlab.language import Output

# fmt: off
SHOWN = dict(
    cart_blood     = Output("cell/µL",   "CAR T cells in blood, those just infused included",     (0.01, 1000), "CAR T cells in blood", scale="log", look="car"),
    cart_engrafted = Output("cell/µL",   "CAR T cells in blood that have engrafted",              (0.01, 1000), "CAR T cells", scale="log",
                            look="car"),
    leukocytes     = Output("cell/µL",   "leukocytes in blood, CAR T cells among them",           (0, 5000),    "Leukocytes", look="tcell"),
    transgene      = Output("copies/µg", "CAR transgene in blood, per µg of DNA",                 (1, 1e5),     "CAR transgene", scale="log", look="car"),
    tumor          = Output("cell",      "tumor cells",                                           (1, 3e12),    "Tumor", scale="log", least=1, look="tumor"),
    tumor_neg      = Output("cell",      "tumor cells without antigen",                           (1, 3e12),    "Tumor without antigen", scale="log",
                            look="tumor-neg"),
    responds       = Output("1",         "no tumor can be seen: 1 yes, 0 no",                     (0, 1),       "No tumor to be seen", whole=True,
                            look="tumor"),
    b_cells        = Output("%",         "B cells, percent of normal",                            (0, 100),     "B cells", look="bcell"),
    normal_t       = Output("%",         "T cells, percent of normal",                            (0, 100),     "T cells", look="tcell"),
    il15           = Output("1",         "IL-7 and IL-15, times normal",                          (0, 6.5),     "IL-7 and IL-15", look="tcell"),
    macrophages    = Output("%",         "active share of macrophages",                           (0, 100),     "Active macrophages", look="mac"),
    ifn            = Output("pg/mL",     "IFN-γ in serum",                                        (1, 1e5),     "IFN-γ", scale="log", look="ifn"),
    il6_serum      = Output("pg/mL",     "IL-6 in serum, as the lab measures it",                 (1, 1e5),     "IL-6 in serum", scale="log", look="il6"),
    il6_signal     = Output("pg/mL",     "IL-6 that can still signal",                            (1, 1e5),     "IL-6 that signals", scale="log",
                            look="il6-signal"),
    strain         = Output("1",         "strain on endothelium and brain barrier",               (0, 2),       "Strain", look="vessel"),
    crs_grade      = Output("1",         "CRS grade of the teaching map, not a clinical grade",   (0, 4),       "CRS grade, teaching", whole=True, look="il6"),
    icans_grade    = Output("1",         "ICANS grade of the teaching map, not a clinical grade", (0, 4),       "ICANS grade, teaching", whole=True,
                            look="vessel"),
)
# fmt: on
