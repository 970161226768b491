"""What every platform and the sheet say in the same words."""

from html import escape

HOW = "Two digits are enough; 3 × 10⁸ is written 3e8."
NOT_YET = "Not yet."
TIMES = "times"  # the unit of a ratio, which nobody writes
NAME = 80  # characters of a question that a list of questions shows


def name_of(item):
    """Return the start of a question, as its name in a list."""
    text = item.question
    return text if len(text) <= NAME else f"{text[: NAME - 1].rstrip()}…"


def intro(explorer):
    """Return where the sliders stand, in words; the table of settings follows."""
    return f"Explorer “{explorer}”. Where the question says nothing else, its sliders stand so:"


def asked_for(unit):
    """Return how a number is to be given."""
    return f"Give a number. {HOW}" if unit in ("", TIMES) else f"Give {unit}. {HOW}"


def not_yet(says):
    return f"{NOT_YET} {says}"


def this_order(given, says):
    """Return what is said to one wrong order where it cannot be said to it alone."""
    return f"If your order was {', '.join(f'“{one}”' for one in given)}: {says}"


def table(settings):
    """Return settings as an HTML table; nothing without any."""
    rows = "".join(
        f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>"
        for label, value in settings
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def paragraph(text):
    return f"<p>{escape(text)}</p>" if text else ""
