"""Which edition of the course a page belongs to, and how the course is cited.

CITATION.cff is the one place that knows; the foot of every page and the page that says how to
cite are made from it. On a page, the comment `% how to cite` stands for the references, and
`% how to cite a chapter` for one of a single page.
"""

from datetime import date
from pathlib import Path

import yaml

FILE = Path(__file__).parents[2] / "CITATION.cff"
PAGE = "book/cite"
KEY = "vein_to_vein"  # in a BibTeX file


def citation(path=FILE):
    """Return what CITATION.cff says, its date as a date."""
    said = yaml.safe_load(path.read_text("utf-8"))
    return {**said, "date-released": date.fromisoformat(said["date-released"])}


def authors(said):
    """Return the authors' names: persons as "Family, Given", others as they are written."""
    return [
        one.get("name") or f"{one['family-names']}, {one['given-names']}"
        for one in said["authors"]
    ]


def day(when):
    return f"{when.day} {when:%B %Y}"


def edition(said):
    """Return the edition as the foot of a page tells it."""
    return f"Edition {said['version']}, {day(said['date-released'])}"


def address(said):
    """Return where the course is found for good: a DOI, else an address, else nothing."""
    return f"https://doi.org/{said['doi']}" if "doi" in said else said.get("url", "")


def sentence(said):
    """Return the reference to the whole course, as Markdown."""
    return (
        f"{'; '.join(authors(said))} ({said['date-released'].year}). "
        f"*{said['title']}* (edition {said['version']}) [Jupyter Book]. {address(said)}"
    ).rstrip()


def of_chapter(said, chapter):
    """Return the reference to one page of the course, as Markdown."""
    return (
        f"{'; '.join(authors(said))} ({said['date-released'].year}). {chapter}. "
        f"In *{said['title']}* (edition {said['version']}). {address(said)}"
    ).rstrip()


def bibtex(said):
    """Return the reference as a BibTeX entry; braces keep a group's name whole."""
    names = [
        f"{{{one['name']}}}" if "name" in one else name
        for one, name in zip(said["authors"], authors(said), strict=True)
    ]
    fields = {
        "author": " and ".join(names),
        "title": f"{{{said['title']}}}",
        "year": said["date-released"].year,
        "edition": said["version"],
        "howpublished": "Jupyter Book",
        "doi": said.get("doi"),
        "url": address(said),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{KEY},", *lines, "}"])


def fill(app, docname, source):
    if docname != PAGE:
        return
    said = citation()
    whole = f"> {sentence(said)}\n\n```bibtex\n{bibtex(said)}\n```"
    one = f"> {of_chapter(said, 'Infusion')}"
    source[0] = (
        source[0]
        .replace("% how to cite a chapter\n", f"{one}\n")
        .replace("% how to cite\n", f"{whole}\n")
    )


def always_anew(app, env, added, changed, removed):
    """CITATION.cff may have changed; Sphinx looks at the page's own text only."""
    return [PAGE]


def add_edition(app, pagename, templatename, context, doctree):
    context["edition"] = app.config.edition


def setup(app):
    # A setting, so that another edition writes every page again.
    app.add_config_value("edition", edition(citation()), "html", str)
    app.connect("source-read", fill)
    app.connect("env-get-outdated", always_anew)
    app.connect("html-page-context", add_edition)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
