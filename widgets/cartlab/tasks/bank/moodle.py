"""A question bank as Moodle XML: a category for each task, so that a quiz draws a variant."""

from xml.etree import ElementTree as ET

from .items import ChoiceItem, NumberItem, OrderItem
from .wording import (
    NOT_YET,
    TIMES,
    asked_for,
    intro,
    name_of,
    not_yet,
    paragraph,
    table,
    this_order,
)

COURSE = "Vein to Vein"


def write(path, lesson, groups):
    """Write the bank of a lesson. groups: [items of one task]."""
    quiz = ET.Element("quiz")
    for number, items in enumerate(groups, 1):
        category(quiz, lesson, f"{number} {name_of(items[0])}")
        for item in items:
            question(quiz, item)
    ET.indent(quiz)
    ET.ElementTree(quiz).write(path, encoding="utf-8", xml_declaration=True)


def category(quiz, lesson, name):
    made = ET.SubElement(quiz, "question", type="category")
    place = "/".join(one.replace("/", "//") for one in (COURSE, lesson, name))
    text(ET.SubElement(made, "category"), f"$course$/top/{place}")


def question(quiz, item):
    made = ET.SubElement(quiz, "question", type=TYPES[type(item)])
    text(ET.SubElement(made, "name"), f"{name_of(item)} ({item.id})")
    where = paragraph(intro(item.explorer)) if item.explorer else ""
    asked = paragraph(item.question) + where
    asked += table(item.settings)
    if isinstance(item, NumberItem):
        asked += paragraph(asked_for(item.unit))
    if isinstance(item, OrderItem):
        asked += paragraph(f"Give each its place; 1 is the {item.first}.")
    html(made, "questiontext", asked)
    html(made, "generalfeedback", paragraph(item.why))
    value(made, "defaultgrade", 1)
    value(made, "penalty", 0.3333333)
    value(made, "hidden", 0)
    value(made, "idnumber", item.id)
    FILLED[type(item)](made, item)


def number(made, item):
    for right in item.answers:
        answer(made, 100, shown(right), "Right.", item.tolerance)
    for wrong, tolerance, says in item.wrong:
        answer(made, 0, shown(wrong), not_yet(says), tolerance)
    units = item.unit not in ("", TIMES)
    if units:
        unit = ET.SubElement(ET.SubElement(made, "units"), "unit")
        value(unit, "multiplier", 1)
        value(unit, "unit_name", item.unit)
    value(made, "unitgradingtype", 0)  # a unit may be written, and is not marked
    value(made, "unitpenalty", 0.1)
    value(made, "showunits", 0 if units else 3)
    value(made, "unitsleft", 0)


def choice(made, item):
    value(made, "single", "true")
    value(made, "shuffleanswers", "true")
    value(made, "answernumbering", "abc")
    value(made, "showstandardinstruction", 0)
    for told, right, says in item.options:
        answer(made, 100 if right else 0, paragraph(told), says, form="html")


def order(made, item):
    value(made, "shuffleanswers", "true")
    # A matching question hears right, partly right and wrong: none of them one order.
    slips = [paragraph(this_order(given, says)) for given, says in item.wrong]
    wrong = "".join([paragraph(NOT_YET), *slips])
    html(made, "correctfeedback", paragraph("Right."))
    html(made, "partiallycorrectfeedback", wrong)
    html(made, "incorrectfeedback", wrong)
    for thing in item.shown:
        part = html(made, "subquestion", paragraph(thing))
        text(ET.SubElement(part, "answer"), str(item.order.index(thing) + 1))


def answer(made, fraction, told, says, tolerance=None, form="moodle_auto_format"):
    one = ET.SubElement(made, "answer", fraction=str(fraction), format=form)
    text(one, told)
    html(one, "feedback", paragraph(says))
    if tolerance is not None:
        value(one, "tolerance", shown(tolerance))


def shown(number):
    return f"{number:.6g}"


def text(parent, words):
    ET.SubElement(parent, "text").text = words


def html(parent, name, words):
    made = ET.SubElement(parent, name, format="html")
    text(made, words)
    return made


def value(parent, name, words):
    ET.SubElement(parent, name).text = str(words)


TYPES = {NumberItem: "numerical", ChoiceItem: "multichoice", OrderItem: "matching"}
FILLED = {NumberItem: number, ChoiceItem: choice, OrderItem: order}
