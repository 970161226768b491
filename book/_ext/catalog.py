"""What catalogs of teaching material read of the course.

In each page of a lesson stands a LearningResource of schema.org, as the profile TrainingMaterial
of Bioschemas asks for it, made from the card at the lesson's head: what one will learn, what one
needs, how long it takes. Where _config.yml says where the book stands (html: baseurl), sitemap.xml
lists its pages. `python book/_ext/catalog.py` writes .zenodo.json, which Zenodo reads when a
release is archived: CITATION.cff cannot say that the course is a lesson.
"""

import json
import re
from pathlib import Path
from xml.sax.saxutils import escape

import edition
from docutils import nodes
from previews import sentence_of

PROFILE = "https://bioschemas.org/profiles/TrainingMaterial/1.0-RELEASE"
TEXTS = "https://creativecommons.org/licenses/by/4.0/"
READERS = ["student", "teacher", "self-learner"]
LETTERS = {"ten": 10, "twenty": 20, "thirty": 30}  # numbers that a card may spell out
ZENODO = edition.FILE.with_name(".zenodo.json")


def card_of(doctree):
    """Return the card at the head of a lesson {term: text}; other pages have none."""
    for card in doctree.findall(nodes.Element):
        if "v2v-card" in card.get("classes", []):
            said = {
                one.next_node(nodes.term).astext(): one.next_node(
                    nodes.definition
                ).astext()
                for one in card.findall(nodes.definition_list_item)
            }
            return said if "You will" in said else {}
    return {}


def duration(text):
    """Return the first number of minutes in a card's text, as ISO 8601 writes it."""
    found = re.search(rf"(\d+|{'|'.join(LETTERS)}) minutes", text)
    if found is None:
        raise ValueError(
            f"The card's time, '{text}', begins with no number of minutes: write digits, "
            f"or {', '.join(LETTERS)}."
        )
    return f"PT{LETTERS.get(found[1], found[1])}M"


def resource(said, title, lead, card):
    """Return a lesson as a LearningResource: plain data for JSON."""
    whole = {"@type": "Course", "name": said["title"], "description": said["abstract"]}
    return {
        "@context": "https://schema.org/",
        "@type": "LearningResource",
        "http://purl.org/dc/terms/conformsTo": {
            "@id": PROFILE,
            "@type": "CreativeWork",
        },
        "name": title,
        "description": lead,
        "teaches": card["You will"],
        "competencyRequired": card["You need"],
        "timeRequired": duration(card["Time"]),
        "learningResourceType": ["lesson", "interactive simulation"],
        "interactivityType": "mixed",
        "audience": [
            {"@type": "EducationalAudience", "educationalRole": one} for one in READERS
        ],
        "keywords": said["keywords"],
        "inLanguage": "en",
        "isAccessibleForFree": True,
        "license": TEXTS,
        "version": said["version"],
        "dateModified": said["date-released"].isoformat(),
        "author": [
            {
                "@type": "Person" if "family-names" in one else "Organization",
                "name": name,
            }
            for one, name in zip(said["authors"], edition.authors(said), strict=True)
        ],
        "isPartOf": whole,
    }


def add_resource(app, pagename, templatename, context, doctree):
    card = card_of(doctree) if doctree is not None else {}
    if not card:
        return
    title = app.env.titles[pagename].astext()
    data = resource(edition.citation(), title, sentence_of(doctree), card)
    base = app.config.html_baseurl.rstrip("/")
    if base:
        data["url"] = f"{base}/{app.builder.get_target_uri(pagename)}"
    # "</script" or "<!--" in a text would end the element.
    text = json.dumps(data, ensure_ascii=False).replace("<", r"\u003c")
    context["catalog"] = text


def sitemap(base, addresses):
    """Return the pages as a sitemap; it knows complete addresses only."""
    listed = "".join(
        f"<url><loc>{escape(base.rstrip('/'))}/{escape(one)}</loc></url>\n"
        for one in addresses
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{listed}</urlset>\n"
    )


def write_sitemap(app, error):
    if error or app.builder.name != "html" or not app.config.html_baseurl:
        return
    pages = map(app.builder.get_target_uri, sorted(app.env.found_docs))
    text = sitemap(app.config.html_baseurl, pages)
    Path(app.outdir, "sitemap.xml").write_text(text, encoding="utf-8")


def zenodo(said):
    """Return what Zenodo reads; version and date it takes from the release itself."""
    return {
        "upload_type": "lesson",
        "title": said["title"],
        "description": said["abstract"],
        "creators": [{"name": name} for name in edition.authors(said)],
        "access_right": "open",
        "license": "cc-by-4.0",
        "notes": f"Text and pictures: CC BY 4.0. Code: {said['license']}.",
        "language": "eng",
        "keywords": said["keywords"],
    }


def written(said):
    return json.dumps(zenodo(said), ensure_ascii=False, indent=2) + "\n"


def setup(app):
    app.connect("html-page-context", add_resource)
    app.connect("build-finished", write_sitemap)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


if __name__ == "__main__":
    ZENODO.write_text(written(edition.citation()), encoding="utf-8")
