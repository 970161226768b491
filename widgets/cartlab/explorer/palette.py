"""Colors and lines of the pictures, read from tokens.css: the only place they stand."""

import re
from functools import cache
from pathlib import Path

from cartlab.language.names import nearest

TOKENS = Path(__file__).with_name("tokens.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
MEDIA = re.compile(
    r"@media \([^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}"
)  # a reader's wishes
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
THEME = 'html[data-theme="{}"]'
TOKEN = re.compile(r"--v2v-([\w-]+):\s*([^;]+);")
ALIAS = re.compile(r"var\(--v2v-([\w-]+)\)")


@cache
def tokens(theme="light"):
    """Return the tokens of a theme, light or dark, by name without --v2v-.

    They stand in the rules for the root and for the theme, beside what a reader's wishes
    for contrast change.
    """
    wanted = {":root", THEME.format(theme)}
    text = MEDIA.sub("", COMMENT.sub("", TOKENS.read_text("utf-8")))
    read = {}
    for selectors, body in RULE.findall(text):
        if wanted & {one.strip() for one in selectors.split(",")}:
            read |= TOKEN.findall(body)
    return {name: resolve(value, read) for name, value in read.items()}


def resolve(value, read):
    """Return what a token says, or what the token says that it stands for."""
    alias = ALIAS.fullmatch(value)
    return resolve(read[alias[1]], read) if alias else value


def color(name):
    """Return the color of a character, a role such as fail, or a plain token such as ink."""
    return tokens().get(name, tokens()["ink"])


def looks():
    """Return the names that an output's look may have: those with a color, an ink, a tint."""
    return [n for n in tokens() if {f"{n}-ink", f"{n}-tint"} <= tokens().keys()]


def check_looks(outputs):
    """Refuse an output whose look is none: it would be drawn in plain ink, unseen.

    outputs: {name: Output}. Models declare looks as names; the pictures know which
    there are.
    """
    for name, output in outputs.items():
        if output.look not in looks():
            close = nearest(output.look, looks())
            raise ValueError(f"{name}: there is no look “{output.look}”: {close}")


def line(look):
    """Return (width, dashes) of a look; dashes are empty for a solid line."""
    width, dashes = tokens().get(f"line-{look}", "2.25|").strip('"').split("|")
    return float(width), [float(length) for length in dashes.split()]


def numbers(name):
    """Return the numbers of a token, such as how pale and how dark areas are."""
    return [float(one) for one in tokens()[name].split()]


def number(name):
    """Return the one number of a token."""
    (only,) = numbers(name)
    return only
