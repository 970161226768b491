"""Numbers the way people read them. Twin of `say.js`."""

from decimal import ROUND_HALF_UP, Context

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
# Ties away from zero, as JavaScript.
THREE, SIX = (Context(prec=digits, rounding=ROUND_HALF_UP) for digits in (3, 6))


def say(number):
    """Return 0.0123, 8.85, 128, 17,800, 1.28 × 10¹¹ or, for None, never.

    These are three significant digits, of a number that was computed.
    """
    if number is None:
        return "never"
    if number == 0:
        return "0"
    rounded = THREE.create_decimal_from_float(float(number))
    power = rounded.adjusted()
    if -4 < power < 6:
        return f"{rounded:,.{max(0, 2 - power)}f}".replace("-", "−")
    return scientific(rounded)


def spell(number):
    """Return a number as it was put in, with up to six digits: 25,000 or 1.41 × 10⁸."""
    if number == 0:
        return "0"
    rounded = SIX.create_decimal_from_float(float(number))
    if -5 < rounded.adjusted() < 6:
        return trimmed(f"{rounded:,f}").replace("-", "−")
    return scientific(rounded)


def scientific(rounded):
    power = rounded.adjusted()
    ten = "10" + str(power).translate(RAISED)
    head = trimmed(f"{rounded.scaleb(-power):f}").replace("-", "−")
    return {"1": ten, "−1": "−" + ten}.get(head, f"{head} × {ten}")


def trimmed(text):
    """Return a number without zeros that say nothing: 2.50 is 2.5, and 10 stays 10."""
    return text.rstrip("0").rstrip(".") if "." in text else text
