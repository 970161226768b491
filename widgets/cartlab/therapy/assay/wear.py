"""Wear: CAR T cells lose their function in contact, and slowly recover."""

from ..fields import FIELDS

WEAR = {name: FIELDS[name] for name in ("k_tire", "k_rest")}
