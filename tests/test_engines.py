"""A browser that crashes takes no test with it, neither the one that runs nor the next."""

import psutil
import pytest

from engines import Gone

PARTS = (
    "firefox",
    "WebKitWebProces",
)  # of the system's names, which end after 15 letters


def crash(engine):
    """Kill what draws the pages of the engines that this worker has started."""
    for part in psutil.Process().children(recursive=True):
        if part.name().startswith(PARTS):
            part.kill()
    with pytest.raises(Gone, match=engine.name):
        engine.evaluate("() => 0")


def test_a_test_whose_engine_crashed_is_asked_again_in_a_new_one(engine, request):
    engine.open("data:text/html,")
    if request.node.execution_count == 1:
        crash(engine)
    assert engine.evaluate("() => 6 * 7") == 42
