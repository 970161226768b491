"""Colors and lines of the pictures, read from tokens.css: the only place they stand."""

import re
from functools import cache
from pathlib import Path

TOKENS = Path(__file__).with_name("tokens.css")
LIGHT = re.compile(r"/\* light \*/(.*?)/\* end light \*/", re.DOTALL)
TOKEN = re.compile(r"--v2v-([\w-]+):\s*([^;]+);")
ALIAS = re.compile(r"var\(--v2v-([\w-]+)\)")


@cache
def tokens():
    """Return the tokens of the light theme, by name without --v2v-."""
    text = TOKENS.read_text("utf-8")
    found = dict(TOKEN.findall(text[: text.index("/* light */")]))
    found |= dict(TOKEN.findall(LIGHT.search(text)[1]))
    return {
        name: found[a[1]] if (a := ALIAS.fullmatch(v)) else v
        for name, v in found.items()
    }


def color(name):
    """Return the color of a character, or a plain token such as ink or grid."""
    return tokens().get(name, tokens()["ink"])


def line(look):
    """Return (width, dashes) of a look; dashes are empty for a solid line."""
    width, dashes = tokens().get(f"line-{look}", "2.25|").strip('"').split("|")
    return float(width), [float(length) for length in dashes.split()]
