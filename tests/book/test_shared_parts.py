"""What explorers of a page have in common is put apart and together again unchanged."""

import json
from pathlib import Path

import pytest

from cartlab.explorer import assemble
from cartlab.therapy import journey

EXTENSIONS = Path(__file__).parents[2] / "book/_ext"


@pytest.fixture
def packed(monkeypatch):
    """Two specs of one chain, packed: (specs, references, table)."""
    monkeypatch.syspath_prepend(EXTENSIONS)
    from shared_parts import pack

    chain = journey.to_release
    specs = [chain.spec(), chain.edit(mu_max=1.1).spec()]
    return specs, *pack(specs)


def test_the_page_puts_the_parts_together_again(browser, packed):
    specs, references, table = packed
    page = browser.new_page()
    found = page.evaluate(
        f"""([packed, kept]) => {{
          {assemble.joined()};
          return packed.map((one) => explorer_unshared.unshared(one, () => kept));
        }}""",
        [references, table],
    )
    page.close()
    assert found == json.loads(json.dumps(specs))


def test_two_explorers_of_one_chain_cost_little_more_than_one(packed):
    specs, references, table = packed
    apart, together = len(json.dumps(specs)), len(json.dumps([references, table]))
    assert together < 0.6 * apart


def test_a_page_without_anything_in_common_stays_as_it_is(monkeypatch):
    monkeypatch.syspath_prepend(EXTENSIONS)
    from shared_parts import pack

    assert pack([{"a": [1, 2], "b": "x" * 200}]) == (
        [{"a": [1, 2], "b": "x" * 200}],
        [],
    )
