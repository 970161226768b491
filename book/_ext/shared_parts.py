"""What several explorers of a page have in common stands in the page once.

Two explorers of one model hold the same parameters, outputs and JavaScript. `pack` puts each
part that occurs again into a table and a reference {"$": place} in its stead; unshared.js in
the explorer puts them together again.
"""

import json
from collections import Counter

ID = "v2v-shared"  # of the element that holds the table; unshared.js looks for it
LEAST = 120  # characters of a part that is worth a reference


def pack(specs):
    """Return the specs with references, and the table that these point to."""
    counts = Counter(text for spec in specs for text in parts(spec))
    table, places = [], {}

    def packed(value):
        if not isinstance(value, (dict, list)):
            return value
        text = json.dumps(value)
        if counts[text] == 1 or len(text) < LEAST:
            return inside(value)
        if text not in places:
            places[text] = len(table)
            table.append(None)
            table[places[text]] = inside(value)
        return {"$": places[text]}

    def inside(value):
        if isinstance(value, dict):
            return {key: packed(one) for key, one in value.items()}
        return [packed(one) for one in value]

    return [packed(spec) for spec in specs], table


def parts(value):
    """Yield every list and object within a value, itself included, as JSON."""
    if isinstance(value, (dict, list)):
        yield json.dumps(value)
        for one in value.values() if isinstance(value, dict) else value:
            yield from parts(one)
