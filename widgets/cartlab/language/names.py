"""What is said about a name that nobody declared."""

import difflib


def nearest(name, known):
    """Return "did you mean x?" where a known name is close, else the list of them."""
    close = difflib.get_close_matches(name, list(known), 1, 0.5)
    if close:
        return f"did you mean {close[0]}?"
    return "known are " + ", ".join(known) if known else "there are none"


def no_such(name, what, whose, known):
    """Return the sentence that refuses a name: "d is not a parameter of Blood: ..."."""
    return f"{name} is not {what} of {whose}: {nearest(name, known)}"
