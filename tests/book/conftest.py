"""The pages of the built book, parsed once."""

import pytest
from bs4 import BeautifulSoup


@pytest.fixture(scope="session")
def pages(site):
    """Every page of the book {path: parsed}; index.html only leads to the first.

    Not the small pages of single explorers, the sheets to print and JupyterLite, which are no part of it.
    """
    found = {
        path.relative_to(site).as_posix(): BeautifulSoup(
            path.read_text("utf-8"), "html.parser"
        )
        for path in site.rglob("*.html")
        if not {"_static", "embed", "lite", "sheets"}
        & set(path.relative_to(site).parts)
    }
    assert len(found) > 12
    return found
