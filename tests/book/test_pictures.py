"""The pictures are those that their scenes and the cast make, in today's colors."""

import importlib.util
from pathlib import Path

import pytest

ART = Path(__file__).parents[2] / "book" / "art"
spec = importlib.util.spec_from_file_location("assemble", ART / "assemble.py")
assemble = importlib.util.module_from_spec(spec)
spec.loader.exec_module(assemble)


@pytest.mark.parametrize("scene", assemble.scenes(), ids=lambda path: path.name)
def test_the_picture_is_current(scene):
    committed = (ART / scene.name).read_text(encoding="utf-8")
    assert committed == assemble.assembled(scene), "run python book/art/assemble.py"
    assert len(committed.encode()) < 22_000
    assert "<title" in committed
