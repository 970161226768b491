"""A question that is answered before the sliders are touched."""

import hashlib
from html import escape

from cartlab.language.names import nearest


class Predict:
    """A question with choices; each choice opens to its answer. Needs no script.

    question: one sentence. choices: {choice: what to say to a reader who took it}.
    right: the choice that is right.
    """

    def __init__(self, question, choices, right):
        if len(choices) < 2:
            raise ValueError("a prediction needs at least two choices")
        if right not in choices:
            close = nearest(right, list(choices))
            raise ValueError(f"the right choice “{right}” is not offered: {close}")
        self.question, self.choices, self.right = question, dict(choices), right

    def _repr_html_(self):
        # Choices of one name close each other; two questions must not share it.
        name = "predict-" + hashlib.sha256(self.question.encode()).hexdigest()[:8]
        choices = "\n".join(
            f'<details name="{name}"><summary>{escape(choice)}</summary>'
            f"<p><strong>{self.verdict(choice)}</strong> {escape(answer)}</p></details>"
            for choice, answer in self.choices.items()
        )
        return (
            f'<section class="v2v-predict">\n<p class="v2v-kicker">Predict first</p>\n'
            f'<p class="v2v-q">{escape(self.question)}</p>\n{choices}\n</section>'
        )

    def verdict(self, choice):
        return "Yes." if choice == self.right else "No."

    def __repr__(self):
        lines = [f"Predict first: {self.question}"]
        for choice, answer in self.choices.items():
            lines.append(f"- {choice}: {self.verdict(choice)} {answer}")
        return "\n".join(lines)
