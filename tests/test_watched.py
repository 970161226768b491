"""A page that several tests share tells each fault to the test that met it, once."""

from types import SimpleNamespace

import pytest

import watched as pages
from watched import CALLED, Kept, finish


@pytest.fixture
def kept(browser, tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "PICTURES", tmp_path)
    opened = Kept(browser)
    yield opened
    opened.watched.close()


def a_test(failed=False):
    report = SimpleNamespace(failed=failed)
    return SimpleNamespace(
        node=SimpleNamespace(stash={CALLED: report}, nodeid="tests/a.py::test[b]")
    )


def take(kept, name="a page"):
    return kept.take(name, lambda new: new.open("about:blank"))


def test_a_page_without_fault_is_used_again_until_another_is_asked_for(kept):
    first = take(kept)
    finish(kept.watched, a_test())
    assert take(kept) is first
    assert take(kept, "another") is not first
    assert first.is_closed()


@pytest.mark.parametrize(
    ("does", "told"),
    [
        ("console.error('planted')", "console: planted"),
        ("setTimeout(() => { throw new Error('planted') })", "page error: planted"),
        ("fetch('http://example.org/a').catch(() => 0)", "asked for another host"),
    ],
)
def test_a_fault_fails_its_own_test_only_and_the_page_is_opened_anew(kept, does, told):
    first = take(kept)
    first.evaluate(f"() => {{ {does} }}")
    first.wait_for_timeout(50)
    with pytest.raises(AssertionError, match=told):
        finish(kept.watched, a_test())
    assert take(kept) is not first
    finish(kept.watched, a_test())


def test_after_a_failed_test_the_page_is_seen_on_a_picture_and_opened_anew(
    kept, tmp_path, capsys
):
    first = take(kept)
    finish(kept.watched, a_test(failed=True))
    assert take(kept) is not first
    (picture,) = tmp_path.glob("*.png")
    assert f"The page as it was: {picture}" in capsys.readouterr().out
