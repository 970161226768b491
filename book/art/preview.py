"""The picture that a chat shows of a link to the course: hero_wide.svg as assets/preview.png.

    python book/art/preview.py

It needs Chromium, as the tests do. The picture carries the SHA-256 of the drawing it was made from, so
that a test sees when it is old.
"""

import hashlib
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

HERE = Path(__file__).parent
DRAWING = HERE / "hero_wide.svg"
PREVIEW = HERE.parent / "assets" / "preview.png"
SIZE = (1200, 630)
PAGE = """<style>
@font-face {{ font-family: "Vein Sans"; font-weight: 400 700; src: url({fonts}/vein-sans-latin.woff2); }}
body {{ --v2v-sans: "Vein Sans"; margin: 0; background: #fcfbfd; display: grid; place-items: center; height: 100vh; }}
svg {{ width: 1140px; }}
</style>{drawing}"""


def made_from():
    return hashlib.sha256(DRAWING.read_text("utf-8").encode()).hexdigest()


def draw():
    sys.path.insert(0, str(HERE.parents[1] / "tests"))
    from browser import launched

    text = PAGE.format(
        fonts=(HERE.parent / "assets" / "fonts").as_uri(),
        drawing=DRAWING.read_text("utf-8"),
    )
    sheet = PREVIEW.with_suffix(".html")
    sheet.write_text(text, encoding="utf-8")
    try:
        with launched() as browser:
            page = browser.new_page(
                viewport=dict(zip(("width", "height"), SIZE, strict=True))
            )
            page.goto(sheet.as_uri())
            page.evaluate("() => document.fonts.ready")
            taken = page.screenshot()
    finally:
        sheet.unlink()
    told = PngInfo()
    told.add_text("made-from", made_from())
    few = Image.open(BytesIO(taken)).convert("RGB").quantize(128)
    few.save(PREVIEW, optimize=True, pnginfo=told)


if __name__ == "__main__":
    draw()
