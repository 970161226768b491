"""A question bank as a QTI 2.1 package: an item a file, and a test that draws variants."""

import zipfile
from xml.etree import ElementTree as ET

from .items import ChoiceItem, NumberItem, OrderItem
from .wording import NOT_YET, asked_for, intro, name_of, not_yet

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
SCHEMA = "http://www.w3.org/2001/XMLSchema-instance"
LIKE_NEW = (1980, 1, 1, 0, 0, 0)  # the same bank is the same file, byte for byte
RIGHT, OTHER = "RIGHT", "OTHER"


def write(path, lesson, groups):
    """Write the package of a lesson. groups: [items of one task]."""
    files = {f"items/{name(one)}.xml": entry(one) for group in groups for one in group}
    files["test.xml"] = test(lesson, groups)
    with zipfile.ZipFile(path, "w") as package:
        for place, root in [("imsmanifest.xml", manifest(files)), *files.items()]:
            ET.indent(root)
            info = zipfile.ZipInfo(place, LIKE_NEW)
            info.compress_type = zipfile.ZIP_DEFLATED
            body = ET.tostring(root, encoding="utf-8", xml_declaration=True)
            package.writestr(info, body)


def name(item):
    return f"item-{item.id}"


def root_of(tag, space, schema, **attributes):
    made = ET.Element(tag, {"xmlns": space, "xmlns:xsi": SCHEMA})
    made.set("xsi:schemaLocation", f"{space} {schema}")
    made.attrib.update(attributes)
    return made


def manifest(files):
    schema = "http://www.imsglobal.org/xsd/qti/qtiv2p1/qtiv2p1_imscpv1p2_v1p0.xsd"
    made = root_of("manifest", PACKAGE, schema, identifier="package")
    metadata = add(made, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(made, "organizations")
    resources = add(made, "resources")
    items = [place for place in files if place != "test.xml"]
    one = resource(resources, "test.xml", "imsqti_test_xmlv2p1")
    for place in items:
        add(one, "dependency", identifierref=id_of(place))
    for place in items:
        resource(resources, place, "imsqti_item_xmlv2p1")
    return made


def resource(parent, place, kind):
    made = add(parent, "resource", identifier=id_of(place), type=kind, href=place)
    add(made, "file", href=place)
    return made


def id_of(place):
    return "resource-" + place.removesuffix(".xml").replace("/", "-")


def test(lesson, groups):
    """Return a test with a section for each task, of which one variant is drawn."""
    made = qti("assessmentTest", identifier="test", title=lesson)
    part = add(made, "testPart", identifier="part")
    part.attrib.update(navigationMode="nonlinear", submissionMode="individual")
    for number, group in enumerate(groups, 1):
        title = name_of(group[0])
        section = add(part, "assessmentSection", identifier=f"task-{number}")
        section.attrib.update(title=title, visible="true")
        add(section, "selection", select="1")
        for one in group:
            made_ref = add(section, "assessmentItemRef", identifier=name(one))
            made_ref.set("href", f"items/{name(one)}.xml")
    return made


def entry(item):
    """Return the assessmentItem of one question."""
    made = qti("assessmentItem", identifier=name(item), title=name_of(item))
    made.attrib.update(adaptive="false", timeDependent="false")
    cardinality, kind = DECLARED[type(item)]
    declared = add(made, "responseDeclaration", identifier="RESPONSE")
    declared.attrib.update(cardinality=cardinality, baseType=kind)
    outcome(made, "SCORE", "float")
    outcome(made, "FEEDBACK", "identifier")
    body = add(made, "itemBody")
    add(body, "p", item.question)
    if item.explorer:
        add(body, "p", intro(item.explorer))
    settings(body, item)
    processing = ET.Element("responseProcessing")
    told = FILLED[type(item)](declared, body, processing, item)
    made.append(processing)
    for identifier, says in told.items():
        shown = add(made, "modalFeedback", outcomeIdentifier="FEEDBACK")
        shown.attrib.update(identifier=identifier, showHide="show")
        add(shown, "p", says)
    return made


def settings(body, item):
    if item.settings:
        rows = add(add(body, "table"), "tbody")
        for label, told in item.settings:
            row = add(rows, "tr")
            add(row, "th", label)
            add(row, "td", told)


def number(declared, body, processing, item):
    add(add(declared, "correctResponse"), "value", plain(item.answers[0]))
    add(body, "p", asked_for(item.unit))
    line = add(body, "p")
    add(
        line, "textEntryInteraction", responseIdentifier="RESPONSE", expectedLength="12"
    )
    condition = add(processing, "responseCondition")
    told = {RIGHT: f"Right. {item.why}".strip()}
    first = add(condition, "responseIf")
    either = add(first, "or") if len(item.answers) > 1 else first
    for right in item.answers:
        near(either, base("float", plain(right)), item.tolerance)
    put(first, "SCORE", "float", "1")
    put(first, "FEEDBACK", "identifier", RIGHT)
    for i, (value, tolerance, says) in enumerate(item.wrong, 1):
        other = add(condition, "responseElseIf")
        near(other, base("float", plain(value)), tolerance)
        put(other, "FEEDBACK", "identifier", f"WRONG-{i}")
        told[f"WRONG-{i}"] = not_yet(says)
    return told


def near(condition, value, tolerance):
    """Ask whether the response is the value, give or take the tolerance."""
    equal = add(condition, "equal", toleranceMode="absolute")
    equal.set("tolerance", f"{plain(tolerance)} {plain(tolerance)}")
    add(equal, "variable", identifier="RESPONSE")
    equal.append(value)


def choice(declared, body, processing, item):
    names = [f"CHOICE-{i}" for i in range(1, len(item.options) + 1)]
    right = next(n for n, one in zip(names, item.options, strict=True) if one[1])
    add(add(declared, "correctResponse"), "value", right)
    asked = interaction(body, "choiceInteraction", maxChoices="1")
    for identifier, (text, _, _) in zip(names, item.options, strict=True):
        add(asked, "simpleChoice", text, identifier=identifier)
    first = add(add(processing, "responseCondition"), "responseIf")
    match = add(first, "match")
    add(match, "variable", identifier="RESPONSE")
    add(match, "correct", identifier="RESPONSE")
    put(first, "SCORE", "float", "1")
    answered = add(add(processing, "responseCondition"), "responseIf")
    add(add(answered, "not"), "isNull").append(variable("RESPONSE"))
    add(answered, "setOutcomeValue", identifier="FEEDBACK").append(variable("RESPONSE"))
    pairs = zip(names, item.options, strict=True)
    return {identifier: says for identifier, (_, _, says) in pairs if says}


def order(declared, body, processing, item):
    """Things and their places, as pairs: more platforms read these than an order."""
    add(body, "p", f"Give each its place; 1 is the {item.first}.")
    asked = interaction(body, "matchInteraction", maxAssociations=str(len(item.shown)))
    things, numbers = add(asked, "simpleMatchSet"), add(asked, "simpleMatchSet")
    correct = add(declared, "correctResponse")
    mapping = add(declared, "mapping", defaultValue="0")
    for i, thing in enumerate(item.shown, 1):
        place = item.order.index(thing) + 1
        linked(things, thing, f"THING-{i}")
        linked(numbers, str(i), f"PLACE-{i}")
        pair = f"THING-{i} PLACE-{place}"
        add(correct, "value", pair)
        share = plain(1 / len(item.shown))
        add(mapping, "mapEntry", mapKey=pair, mappedValue=share)
    marked = add(processing, "setOutcomeValue", identifier="SCORE")
    add(marked, "mapResponse", identifier="RESPONSE")
    condition = add(processing, "responseCondition")
    match = add(add(condition, "responseIf"), "match")
    match.append(variable("RESPONSE"))
    add(match, "correct", identifier="RESPONSE")
    put(condition[0], "FEEDBACK", "identifier", RIGHT)
    told = {RIGHT: f"Right. {item.why}".strip()}
    for i, (given, says) in enumerate(item.wrong, 1):
        other = add(condition, "responseElseIf")
        match = add(other, "match")
        match.append(variable("RESPONSE"))
        pairs = add(match, "multiple")
        for j, thing in enumerate(item.shown, 1):
            place = given.index(thing) + 1
            pairs.append(base("directedPair", f"THING-{j} PLACE-{place}"))
        put(other, "FEEDBACK", "identifier", f"WRONG-{i}")
        told[f"WRONG-{i}"] = not_yet(says)
    put(add(condition, "responseElse"), "FEEDBACK", "identifier", OTHER)
    return told | {OTHER: NOT_YET}


def linked(parent, text, identifier):
    add(parent, "simpleAssociableChoice", text, identifier=identifier, matchMax="1")


def interaction(body, tag, **attributes):
    attributes = {"responseIdentifier": "RESPONSE", "shuffle": "true", **attributes}
    return add(body, tag, **attributes)


def outcome(parent, identifier, kind):
    made = add(parent, "outcomeDeclaration", identifier=identifier)
    made.attrib.update(cardinality="single", baseType=kind)
    if kind == "float":
        add(add(made, "defaultValue"), "value", "0")


def put(parent, identifier, kind, value):
    add(parent, "setOutcomeValue", identifier=identifier).append(base(kind, value))


def base(kind, value):
    made = ET.Element("baseValue", baseType=kind)
    made.text = value
    return made


def variable(identifier):
    return ET.Element("variable", identifier=identifier)


def qti(tag, **attributes):
    return root_of(tag, QTI, f"{QTI}.xsd", **attributes)


def add(parent, tag, text=None, **attributes):
    made = ET.SubElement(parent, tag, attributes)
    made.text = text
    return made


def plain(number):
    return f"{number:.6g}"


DECLARED = {
    NumberItem: ("single", "float"),
    ChoiceItem: ("single", "identifier"),
    OrderItem: ("multiple", "directedPair"),
}
FILLED = {NumberItem: number, ChoiceItem: choice, OrderItem: order}
