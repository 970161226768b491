"""Says a number the way people read it: three significant digits. Twin of `say.js`."""

from decimal import ROUND_HALF_UP, Context

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
THREE = Context(prec=3, rounding=ROUND_HALF_UP)  # ties away from zero, as JavaScript


def say(number):
    """Return 0.0123, 8.85, 128, 17,800, 1.28 × 10¹¹ or, for None, never."""
    if number is None:
        return "never"
    if number == 0:
        return "0"
    rounded = THREE.create_decimal_from_float(float(number))
    power = rounded.adjusted()
    if -4 < power < 6:
        return f"{rounded:,.{max(0, 2 - power)}f}"
    ten = "10" + str(power).translate(RAISED)
    head = f"{rounded.scaleb(-power):f}"
    head = head.rstrip("0").rstrip(".") if "." in head else head
    return {"1": ten, "-1": "−" + ten}.get(head, f"{head} × {ten}".replace("-", "−"))


def spell(number):
    """Return a number as it was put in, with up to six digits: 25,000 or 1.41 × 10⁸."""
    head, _, power = f"{number:,g}".partition("e")
    if not power:
        return head.replace("-", "−")
    ten = "10" + str(int(power)).translate(RAISED)
    return ten if head == "1" else f"{head} × {ten}".replace("-", "−")
