"""How an address names an explorer. Twin of link.js."""

import re
import unicodedata


def slug(title):
    """Return the name that an address has for the explorer of this title."""
    plain = unicodedata.normalize("NFKD", title.lower())
    return re.sub("^-|-$", "", re.sub("[^a-z0-9]+", "-", plain))
