"""What is said about a name that nobody declared."""

import difflib

from .errors import UnknownName

MANY = 12  # names: more are not read through in a message


def nearest(name, known):
    """Return "did you mean x?" where a known name is close, else the list of them."""
    close, names = difflib.get_close_matches(name, list(known), 1, 0.5), list(known)
    if close:
        return f"did you mean {close[0]}?"
    if len(names) > MANY:
        return f"there are {len(names)}, such as {', '.join(names[:3])}"
    return "known are " + ", ".join(names) if names else "there are none"


def no_such(name, what, whose, known):
    """Return the sentence that refuses a name: "d is not a parameter of Blood: ..."."""
    return f"{name} is not {what} of {whose}: {nearest(name, known)}"


class Declared(dict):
    """What somebody declared, by name; a name that nobody did is told the nearest one.

    what: “a parameter”. whose: the title of the model.
    """

    def __init__(self, declared, what, whose):
        super().__init__(declared)
        self.what, self.whose = what, whose

    def __missing__(self, name):
        raise UnknownName(no_such(name, self.what, self.whose, self))
