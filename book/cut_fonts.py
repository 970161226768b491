"""Cut the typefaces of the course to what it writes: assets/fonts/*.woff2.

    pip install fonttools brotli fontpkg-source-sans-3==3.52 fontpkg-source-serif-4==4.4 ziamath==0.13
    python book/cut_fonts.py

Latin with superscripts, arrows and relations (10⁸, ≤, →), and Greek, which a page fetches only where a
Greek letter stands. Weights 400 to 700 on one axis, italics in one weight. Formulas have a face of their own, fetched only where
one stands: braces that grow and the places of indices come from its MATH table, which text faces lack.
"Source" is a reserved font name, and a cut font is a changed font, so the result is called Vein Sans,
Vein Serif and Vein Math.
"""

from importlib.resources import files
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import NameRecordVisitor
from fontTools.varLib import instancer

FONTS = Path(__file__).parent / "assets" / "fonts"
LATIN = (
    "U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0160-0161,U+017D-017E,U+02C6,U+02DA,U+02DC,"
    "U+2002-200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,"
    "U+2039-203A,U+2044,U+2070-208E,U+20AC,U+2122,U+2190-2193,U+2202,U+2206,U+220F,"
    "U+2211-2212,U+2215,U+2219-221A,U+221E,U+222B,U+2248,U+2260,U+2264-2265"
)
# What is emphasized is words.
EMPHASIZED = (
    "U+0020-007E,U+00A0,U+00B5,U+00B7,U+00D7,U+00E4,U+00E8-00E9,U+00F6,U+00FC,U+2010-2014,"
    "U+2018-2019,U+201C-201D,U+2026,U+202F"
)
GREEK = "U+0394,U+03A3,U+03A9,U+03B1-03BC,U+03C0-03C1,U+03C3-03C4,U+03C6-03C9"
UPRIGHT = ("fontpkg_source_serif_4", "SourceSerif4[opsz,wght].ttf")
ITALIC = ("fontpkg_source_serif_4", "SourceSerif4-Italic[opsz,wght].ttf")
SANS = ("fontpkg_source_sans_3", "SourceSans3[wght].ttf")
REGULAR_TO_BOLD, REGULAR = (400, 700), 400  # nothing is bold and italic
FACES = [
    ("vein-serif-latin", "Vein Serif", UPRIGHT, LATIN, REGULAR_TO_BOLD),
    ("vein-serif-greek", "Vein Serif", UPRIGHT, GREEK, REGULAR_TO_BOLD),
    ("vein-serif-italic-latin", "Vein Serif", ITALIC, EMPHASIZED, REGULAR),
    ("vein-serif-italic-greek", "Vein Serif", ITALIC, GREEK, REGULAR),
    ("vein-sans-latin", "Vein Sans", SANS, LATIN, REGULAR_TO_BOLD),
    ("vein-sans-greek", "Vein Sans", SANS, GREEK, REGULAR_TO_BOLD),
]
# What stands in formulas: letters and digits upright; italic ones, which browsers take for a name of one
# letter; operators, brackets, the root and spaces.
MATH = (
    "U+0020,U+0025,U+0028-0029,U+002B-003E,U+0041-005B,U+005D,U+0061-007B,U+007D,U+00A0,U+00AF,U+00B1,U+00D7,U+0394,U+039B,U+03A6,U+03A9,"
    "U+2009-200A,U+2020,U+2061-2064,U+210E,U+2113,U+2192,U+2202,U+2211-2212,U+221A,U+221E,U+2248,U+2260,"
    "U+2264-2265,U+22C5,U+1D434-1D467,U+1D6FC-1D714,U+1D716,U+1D719"
)
MATH_SOURCE = ("ziamath", "fonts/STIXTwoMath-Regular.ttf")
FEATURES = ["kern", "liga", "calt", "tnum", "lnum"]
WINDOWS = (3, 0x409)  # the one platform and language whose names browsers read
FAMILY, UNIQUE, FULL, POSTSCRIPT, LICENSE, LICENSE_URL, COPYRIGHT = (
    1,
    3,
    4,
    6,
    13,
    14,
    0,
)


def subsetted(source, unicodes, features):
    """The font with these characters only."""
    options = subset.Options(
        layout_features=features, hinting=False, notdef_outline=True, name_IDs=["*"]
    )
    font, kept = TTFont(source), BytesIO()
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(unicodes))
    cutter.subset(font)
    font.save(kept)
    return TTFont(kept)


def narrowed(font, weights):
    """The font with these weights; after the cut, since a narrowed axis leaves gaps that the cutter trips over."""
    axes = {axis.axisTag for axis in font["fvar"].axes}
    return instancer.instantiateVariableFont(
        font, {"wght": weights} | ({"opsz": 14} if "opsz" in axes else {})
    )


def rename(font, family):
    """The new name everywhere a program shows it; who made it and under which license stays, and how its weights are called."""
    table = font["name"]
    named = NameRecordVisitor()
    named.visit(font)  # browsers discard a STAT table whose names are missing
    keep = {COPYRIGHT, LICENSE, LICENSE_URL, *named.seen}
    table.names = [
        record
        for record in table.names
        if record.nameID in keep and (record.platformID, record.langID) == WINDOWS
    ]
    for name_id in (FAMILY, UNIQUE, FULL, POSTSCRIPT):
        text = family.replace(" ", "") if name_id == POSTSCRIPT else family
        table.setName(text, name_id, 3, 1, 0x409)


def save(font, family, stem):
    rename(font, family)
    font.flavor = "woff2"
    path = FONTS / f"{stem}.woff2"
    font.save(path)
    print(f"{path.name}: {path.stat().st_size / 1000:.1f} kB")


for stem, family, (package, file), unicodes, weights in FACES:
    source = str(files(package) / "files" / file)
    save(narrowed(subsetted(source, unicodes, FEATURES), weights), family, stem)

package, file = MATH_SOURCE
save(subsetted(str(files(package) / file), MATH, []), "Vein Math", "vein-math")
