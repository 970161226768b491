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


# The page's own face may come late or never; a browser's is wider.
CUT = """(picture) => {
  document.body.innerHTML = picture;
  const frame = document.querySelector("svg").getBoundingClientRect();
  return [...document.querySelectorAll("text")].filter((one) => {
    const { left, right } = one.getBoundingClientRect();
    return left < frame.left || right > frame.right;
  }).map((one) => one.textContent);
}"""


@pytest.fixture(scope="module")
def wide_letters(browser):
    page = browser.new_page()
    faces = ":root { --v2v-sans: 'DejaVu Sans'; --v2v-serif: 'DejaVu Serif'; }"
    page.set_content(f"<style>{faces}</style>")
    yield page
    page.close()


@pytest.mark.parametrize("scene", assemble.scenes(), ids=lambda path: path.name)
def test_no_text_of_a_picture_is_cut_where_letters_are_wide(wide_letters, scene):
    assert wide_letters.evaluate(CUT, (ART / scene.name).read_text("utf-8")) == []
