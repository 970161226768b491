"""Alarm: a CAR T cell that has seen enough antigen releases IFN-γ and divides."""

from cartlab.language import assumed, derived

from ..fields import FIELDS

# fmt: off
ALARM = dict(
    alarms    = FIELDS["alarms"],
    k_alarm   = FIELDS["k_alarm"],
    tau_alarm = FIELDS["tau_alarm"],
    k_more    = FIELDS["k_more"],
    room      = assumed(25, "1", "CAR T cells, times the targets planted, at which they stop dividing", (20, 30), tex=r"H_{\mathrm{room}}"),
    s_ifn     = FIELDS["s_ifn"],
    fg_in_pg  = derived(1000, "fg/pg", "femtograms in a picogram", (999, 1001), tex=r"\kappa_{\mathrm{fg}}", source="the International System of Units"),
)
# fmt: on
