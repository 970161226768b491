"""The pages of models and symbols are made from all models there are."""

import pytest

from cartlab.therapy import models

EVERY = pytest.mark.parametrize("model", models().values(), ids=models().keys())


@pytest.fixture(scope="module")
def page_of_models(pages):
    return pages["book/models.html"]


@pytest.fixture(scope="module")
def page_of_symbols(pages):
    return pages["book/symbols.html"]


def regions(page, model):
    """Return the parts of the page that speak of a model, by what they are."""
    labels = page.find_all("div", role="region")
    told = [one["aria-label"].split(": ") for one in labels]
    return {
        what: region
        for (what, whose), region in zip(told, labels, strict=True)
        if whose == model.title.lower()
    }


@EVERY
def test_every_model_is_shown_with_its_equations_numbers_and_outputs(
    page_of_models, model
):
    assert model.title in [h.get_text("", strip=True).rstrip("#") for h in page_of_models.find_all("h2")]  # fmt: skip
    found = regions(page_of_models, model)
    rows = {what: len(one.select("tbody tr")) for what, one in found.items()}
    states = {"States": len(model.states)} if model.states else {}
    assert rows == {
        **states,
        "Equations": 0,
        "Parameters": len(model.parameters),
        "Outputs": len(model.outputs),
    }
    lines = found["Equations"].select("div.math > math > mtable > mtr")
    assert len(lines) == len(model.equations.lines)
    for one in model.parameters.values():
        assert one.about in found["Parameters"].get_text()


@EVERY
def test_every_name_of_a_model_is_in_the_list_of_symbols_once(page_of_symbols, model):
    names = [code.get_text() for code in page_of_symbols.select("td > code")]
    own = [*model.states, *model.parameters, *model.outputs]
    assert own and all(names.count(name) == 1 for name in own)
