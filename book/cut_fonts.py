"""Cut the two typefaces of the course to what it writes: assets/fonts/*.woff2.

    pip install fonttools brotli fontpkg-source-sans-3==3.52 fontpkg-source-serif-4==4.4
    python book/cut_fonts.py

Latin with superscripts, arrows and relations (10⁸, ≤, →), and Greek, which a page fetches only where a
Greek letter stands. Weights 400 to 700 on one axis. "Source" is a reserved font name, and a cut font is a
changed font, so the result is called Vein Sans and Vein Serif.
"""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parent / "assets" / "fonts"
RANGES = {
    "latin": (
        "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0160-0161,U+017D-017E,U+02C6,U+02DA,U+02DC,"
        "U+2002-200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,"
        "U+2039-203A,U+2044,U+2070-208E,U+20AC,U+2122,U+2190-2193,U+2202,U+2206,U+220F,"
        "U+2211-2212,U+2215,U+2219-221A,U+221E,U+222B,U+2248,U+2260,U+2264-2265"
    ),
    "greek": "U+0370-03FF",
}
FACES = [
    (
        "vein-serif",
        "Vein Serif",
        "fontpkg_source_serif_4",
        "SourceSerif4[opsz,wght].ttf",
    ),
    (
        "vein-serif-italic",
        "Vein Serif",
        "fontpkg_source_serif_4",
        "SourceSerif4-Italic[opsz,wght].ttf",
    ),
    ("vein-sans", "Vein Sans", "fontpkg_source_sans_3", "SourceSans3[wght].ttf"),
]
FEATURES = ["kern", "liga", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "lnum"]
FAMILY, UNIQUE, FULL, POSTSCRIPT, LICENSE, LICENSE_URL, COPYRIGHT = (
    1,
    3,
    4,
    6,
    13,
    14,
    0,
)


def cut(source, unicodes):
    """The font with these characters only; cut first, because a narrowed axis leaves gaps that the cutter trips over."""
    options = subset.Options(
        layout_features=FEATURES, hinting=False, notdef_outline=True
    )
    font, kept = TTFont(source), BytesIO()
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(unicodes))
    cutter.subset(font)
    font.save(kept)
    font = TTFont(kept)
    axes = {axis.axisTag for axis in font["fvar"].axes}
    return instancer.instantiateVariableFont(
        font, {"wght": (400, 700)} | ({"opsz": 14} if "opsz" in axes else {})
    )


def rename(font, family):
    """The new name everywhere a program shows it; who made it and under which license stays."""
    table = font["name"]
    keep = {COPYRIGHT, LICENSE, LICENSE_URL}
    table.names = [record for record in table.names if record.nameID in keep]
    for name_id in (FAMILY, UNIQUE, FULL, POSTSCRIPT):
        text = family.replace(" ", "") if name_id == POSTSCRIPT else family
        table.setName(text, name_id, 3, 1, 0x409)


for stem, family, package, file in FACES:
    for script, unicodes in RANGES.items():
        font = cut(str(files(package) / "files" / file), unicodes)
        rename(font, family)
        font.flavor = "woff2"
        path = FONTS / f"{stem}-{script}.woff2"
        font.save(path)
        print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")
