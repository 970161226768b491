"""The pictures are those that their scenes and the cast make, in today's colors."""

import importlib.util
from pathlib import Path

import pytest
from PIL import Image

ART = Path(__file__).parents[2] / "book" / "art"


def script(name):
    spec = importlib.util.spec_from_file_location(name, ART / f"{name}.py")
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


assemble, preview = script("assemble"), script("preview")


@pytest.mark.parametrize("scene", assemble.scenes(), ids=lambda path: path.name)
def test_the_picture_is_current(scene):
    committed = (ART / scene.name).read_text(encoding="utf-8")
    assert committed == assemble.assembled(scene), "run python book/art/assemble.py"
    assert len(committed.encode()) < 22_000
    assert "<title" in committed


def test_the_preview_shows_the_picture_of_today():
    with Image.open(preview.PREVIEW) as opened:
        assert opened.text["made-from"] == preview.made_from(), (
            "run python book/art/preview.py"
        )
        assert opened.size == preview.SIZE
    assert preview.PREVIEW.stat().st_size < 120_000
