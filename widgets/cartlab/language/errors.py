"""How the language refuses: the line, why, and what to write instead."""


class LanguageError(ValueError):
    """A model text says something that the model language does not know.

    line: of the text, where there is one. why: what is wrong. remedy: what to write
    instead. The message is made from the three.
    """

    def __init__(self, why, remedy="", line=None):
        self.line, self.why, self.remedy = line, why, remedy
        said = f"{why}; {remedy}" if remedy else why
        super().__init__(said if line is None else f"line {line}: {said}")


def refuse(node, why, remedy):
    """Raise the LanguageError of a piece of a model's text."""
    raise LanguageError(why, remedy, getattr(node, "lineno", 1))


class UnknownName(KeyError):
    """A name that nobody declared; says its sentence without KeyError's quotes."""

    def __str__(self):
        return self.args[0]
