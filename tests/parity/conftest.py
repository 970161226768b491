import pytest

from cartlab.explorer import assemble


@pytest.fixture(scope="session")
def twin(browser):
    """The JavaScript as shipped, in Chromium: twin.evaluate(function, argument)."""
    page = browser.new_page()
    page.add_script_tag(
        content=f"(() => {{{assemble.joined()}\n"
        "globalThis.twin = { build, measure, say }; })();"
    )
    yield page
    page.close()
