"""The teaching map of grades: where each begins. It is not a clinical grading."""

from cartlab.language import assumed

# fmt: off
TEACHING_GRADES = dict(
    crs_1   = assumed(10,  "pg/mL", "signaling IL-6 at CRS grade 1 of the teaching map; tenfold for each next", (5, 20)),
    icans_1 = assumed(0.3, "1",     "strain at the teaching map's ICANS grade 1", (0.2, 0.5)),
    icans_2 = assumed(0.7, "1",     "strain at the teaching map's ICANS grade 2", (0.5, 0.9)),
    icans_3 = assumed(1.1, "1",     "strain at the teaching map's ICANS grade 3", (0.9, 1.3)),
    icans_4 = assumed(1.4, "1",     "strain at the teaching map's ICANS grade 4", (1.3, 1.6)),
)
# fmt: on
