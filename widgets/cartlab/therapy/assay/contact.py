"""Contact: a CAR T cell meets a target cell, lets go of it or kills it."""

from cartlab.language import assumed

from ..fields import FIELDS

# fmt: off
CONTACT = dict(
    k_on   = assumed(0.30, "1/hour", "a free CAR T cell binds a target, while all those planted are free", (0.1, 0.6), "Meeting a target", tex=r"k_{\mathrm{on}}"),
    k_off  = assumed(0.10, "1/hour", "a CAR T cell lets go of a living target",                (0.05, 0.5), "Letting go", tex=r"k_{\mathrm{off}}"),
    k_kill = FIELDS["k_kill"],
    sees   = FIELDS["sees"],
)
# fmt: on
