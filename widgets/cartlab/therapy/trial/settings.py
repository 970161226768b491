"""Two trials of one product: what their protocols set and what was fitted to their tables.

The people are drawn alike (`therapy/population.py`); a setting says the middles, the spreads
and the doses. Each number keeps its status and its source, as the models' own numbers do.
"""

from dataclasses import dataclass, replace

from cartlab.language import Chain

LABEL = "Kymriah label"
FITTED = (
    "fitted to the responders' peak (5,210 copies/µg) and complete responses (40 %)"
)
MIDDLE = "the middle of the population"
CHOSEN = "chosen in two tries, not fitted"


@dataclass(frozen=True)
class Setting:
    """A trial: {parameter: (value, status, source)}, put into a chain by `of`."""

    title: str
    says: dict

    def of(self, chain):
        """Return the chain with this setting's values, statuses and sources."""
        models = []
        for model in chain.models:
            own = {
                name: replace(
                    model.parameters[name], value=value, status=status, source=source
                )
                for name, (value, status, source) in self.says.items()
                if name in model.parameters
            }
            keeps = list(model.outputs)
            models.append(model.variant(model.title, parameters=own, keeps=keeps))
        return Chain(f"{chain.title}: {self.title}", models)

    @property
    def values(self):
        """The setting as {parameter: value}."""
        return {name: value for name, (value, _, _) in self.says.items()}


# fmt: off
PROTOCOL = dict(
    moi     = (1.4,  "assumed",   "with it UK lots' share of CAR-positive cells is met"),
    car_min = (2,    "assumed",   "low, because lots of 3 % were infused"),
)

LEUKEMIA = Setting("leukemia, up to 25 years", PROTOCOL | dict(
    volumes = (3.0,  "assumed",   "three blood volumes for a child"),
    prior_cycles = (6.0,  "assumed", MIDDLE),
    cd3_per_uL   = (650,  "assumed", MIDDLE),
    weight_kg    = (35.0, "assumed", MIDDLE),
))

LYMPHOMA = Setting("lymphoma, patients differ in killing", PROTOCOL | dict(
    prior_cycles  = (6.0,          "assumed",   MIDDLE),
    cd3_per_uL    = (650,          "assumed",   MIDDLE),
    aimed_per_kg  = (4e6,          "assumed",   "near the largest dose in most adults"),
    dose_most     = (6e8,          "published", LABEL),
    least_dose    = (6e7,          "published", LABEL),
    wait_mid      = (45,           "assumed",   "no interval of that trial can be paired with its losses"),
    wbc_mid       = (2300,         "assumed",   "as in the course's reference adult"),
    not_evaluable = (0.0,          "assumed",   "left out: the label tells responders of the evaluable"),
    rho_mid       = (1.474, "derived",   FITTED),
    gam_mid       = (0.276, "derived",   FITTED),
    s_expand      = (0.12,         "assumed",   CHOSEN),
    s_kill        = (1.2,          "assumed",   CHOSEN),
))

LYMPHOMA_BY_EXPANSION = Setting("lymphoma, patients differ in expansion", LYMPHOMA.says | dict(
    rho_mid       = (1.228, "derived",   FITTED),
    gam_mid       = (0.4543,"derived",   FITTED),
    s_expand      = (0.28,         "assumed",   "as in leukemia"),
    s_kill        = (0.55,         "assumed",   "as in leukemia"),
))
# fmt: on
