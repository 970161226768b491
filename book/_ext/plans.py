"""What the plans for teachers declare, and the tables made of it.

A plan's card says for whom it is, its table how many minutes each step takes in a lesson of so
many minutes, and `% outcomes of 03_expansion`, with a line `% verb: numbers of the sheet` for
each, which question practices which outcome. The outcomes themselves stand in the lesson's card.
On a page, `% outcomes of all lessons` and `% lessons and their plans` are replaced by tables.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import concepts
from beside import ID
from task_list import asked

OUTCOMES = re.compile(
    r"^% outcomes of (\d\d_\w+)\n((?:% \w+: [\d ]+\n)+)", re.MULTILINE
)
ALL_OUTCOMES = "% outcomes of all lessons\n"
LESSONS = "% lessons and their plans\n"
KEPT = "\u00a0"  # a space at which no line ends
HEADING = re.compile(r"^# (.*)$", re.MULTILINE)
WILL = re.compile(r"^You will\n: (.*)$", re.MULTILINE)
STEP = re.compile(r"^\| (.*?) \|((?: *\d* *\|)+)$", re.MULTILINE)
NUMBERS = r"((?:\d+(?:, | and )?)+)"
ON_SHEET = re.compile(rf"\bsheet {NUMBERS}")
EXPLORERS = re.compile(rf"\*\*Explorers? {NUMBERS}\*\*")


@dataclass(frozen=True)
class Step:
    """A row of a plan's table: minutes are those of each lesson, 0 where it is left out."""

    what: str
    minutes: tuple

    def on_sheet(self):
        return named(ON_SHEET, self.what)

    def explorers(self):
        return named(EXPLORERS, self.what)


def named(pattern, text):
    """Return the numbers that a text names after a word: “sheet 2, 3 and 4”."""
    return [
        int(n) for found in pattern.findall(text) for n in re.findall(r"\d+", found)
    ]


def steps(plan):
    """Return (the minutes that the head of a plan's table promises, its Steps)."""
    table = plan[plan.index("| minutes |") :].split("\n\n")[0]
    head, *rows = [
        Step(what, tuple(int(one or 0) for one in re.findall(r" *(\d*) *\|", minutes)))
        for what, minutes in STEP.findall(table)
    ]
    return head.minutes, rows


def card(plan, term):
    """Return what a plan's card says to a term: Level, They need."""
    return re.search(rf"^{term}\n: (.*)$", plan, re.MULTILINE)[1]


def declared(plan):
    """Return {verb of an outcome: [numbers of the sheet]} of a plan."""
    lines = re.findall(r"% (\w+): (.*)", OUTCOMES.search(plan)[2])
    return {verb: [int(n) for n in numbers.split()] for verb, numbers in lines}


def text_of(lesson):
    """Return the prose of a lesson."""
    cells = json.loads(lesson.read_text("utf-8"))["cells"]
    prose = [one["source"] for one in cells if one["cell_type"] == "markdown"]
    return "\n\n".join(map("".join, prose))


def outcomes(lesson, verbs):
    """Return {verb: outcome} of the path of a lesson, whose card lists them after its verbs."""
    told = WILL.search(text_of(lesson))[1]
    between = ", (?:and )?".join(rf"({verb} .*)" for verb in verbs)
    found = re.fullmatch(between, told)
    if not found:
        raise ValueError(
            f"{lesson.stem}: “{told}” is no list of outcomes that begin with "
            f"{', '.join(verbs)}: name in the plan the first word of each, in this order"
        )
    return dict(zip(verbs, found.groups(), strict=True))


def title_of(lesson):
    """Return how the contents call a lesson: its number, but for the first, and its heading."""
    heading = HEADING.search(text_of(lesson))
    number = int(lesson.stem[:2])
    return f"{number} {heading[1]}" if number else heading[1]


def of_lesson(lesson, plan):
    """Return rows (outcome, linked numbers of the sheet, linked numbers of the test)."""
    questions, tested = asked(lesson), concepts.by_outcome()
    numbers = declared(plan)
    told = outcomes(lesson, list(numbers))
    return [
        (
            told[verb],
            ", ".join(link(lesson, n, questions[n - 1].cell) for n in numbers[verb]),
            ", ".join(map(str, tested.get((lesson.stem, verb), []))),
        )
        for verb in numbers
    ]


def link(lesson, number, cell):
    return f'<a href="../../lessons/{lesson.stem}.html#{ID}{cell}">{number}</a>'


def listed(lesson, plan):
    return "".join(
        f"- {outcome}: sheet {sheet}{f'; concept test {test}' if test else ''}\n"
        for outcome, sheet, test in of_lesson(lesson, plan)
    )


def all_outcomes(lessons):
    """Return the table of all outcomes. lessons: {path of the lesson: text of its plan}."""
    rows = ["| lesson | afterwards they can | on its sheet | in the concept test |"]
    rows.append("|---|---|---|---|")
    for lesson, plan in lessons.items():
        name = f"[{title_of(lesson).replace(' ', KEPT)}](../../lessons/{lesson.name})"
        for outcome, sheet, test in of_lesson(lesson, plan):
            rows.append(f"| {name} | {outcome} | {sheet} | {test} |")
            name = ""
    return "\n".join(rows) + "\n"


def all_lessons(lessons):
    """Return the table with the ways into each lesson."""
    rows = [
        "| lesson and plan | in one click | minutes | level | they need |",
        "|---|---|---|---|---|",
    ]
    for lesson, plan in lessons.items():
        name = title_of(lesson).replace(" ", KEPT)
        minutes = ", ".join(map(str, steps(plan)[0])).replace(" ", KEPT)
        rows.append(
            f"| [{name}]({lesson.stem}.md) | "
            f'<a href="../../lessons/{lesson.stem}.html?plan">lesson{KEPT}with{KEPT}plan</a>, '
            f'<a href="../../sheets/{lesson.stem}.html">sheet</a> | '
            f"{minutes} | {card(plan, 'Level')} | {card(plan, 'They need')} |"
        )
    return "\n".join(rows) + "\n"


def lessons_with_plans(root):
    """Return {path of a lesson: text of its plan}, in the order of the course."""
    plans = sorted((root / "book" / "teaching").glob("[0-9]*.md"))
    return {
        root / "lessons" / f"{one.stem}.ipynb": one.read_text("utf-8") for one in plans
    }


def fill(app, docname, source):
    root = Path(app.srcdir)
    source[0] = OUTCOMES.sub(
        lambda found: listed(root / "lessons" / f"{found[1]}.ipynb", found[0]),
        source[0],
    )
    for place, table in ((ALL_OUTCOMES, all_outcomes), (LESSONS, all_lessons)):
        if place in source[0]:
            source[0] = source[0].replace(place, table(lessons_with_plans(root)))


def setup(app):
    app.connect("source-read", fill)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
