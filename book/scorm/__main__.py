"""Packs lessons of the built site for learning platforms; run as `python course.py scorm`.

A package is one lesson that reports its done tasks: its page without the ways to other pages, the
files that the page loads, report.js, and a manifest. Each comes for SCORM 1.2 and for SCORM 2004.
"""

import argparse
import json
import posixpath
import re
import sys
import zipfile
from html import escape
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "book" / "_ext"))
import edition  # noqa: E402
import memory_stick  # noqa: E402
from widget_state import STATE, embedded  # noqa: E402

REPORT = Path(__file__).with_name("report.js")
# Ways to other pages, and what needs them or the whole site.
AWAY = (
    ".v2v-side, .v2v-bar, .v2v-ribbon, .v2v-nextup, .v2v-launch, .v2v-presenter, "
    'link[rel="search"], link[rel="next"], link[rel="prev"], '
    'script[src*="/present.js"], script[src*="/room.js"], script[src*="/offline.js"]'
)
TASK = ".v2v-task-stored"
LOADED = {"link": "href", "script": "src", "img": "src"}
IN_STYLE = re.compile(r"""url\(["']?(?!data:)([^"')?#]+)""")

MANIFEST = """\
<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="{name}" version="{version}" xmlns="{packaging}" xmlns:adlcp="{adlcp}">
  <metadata><schema>ADL SCORM</schema><schemaversion>{scorm}</schemaversion></metadata>
  <organizations default="course">
    <organization identifier="course"><title>{title}</title>
      <item identifier="lesson" identifierref="page"><title>{title}</title></item>
    </organization>
  </organizations>
  <resources>
    <resource identifier="page" type="webcontent" adlcp:{type}="sco" href="{page}">
{files}
    </resource>
  </resources>
</manifest>
"""
VERSIONS = {
    "scorm-1.2": {
        "scorm": "1.2",
        "packaging": "http://www.imsproject.org/xsd/imscp_rootv1p1p2",
        "adlcp": "http://www.adlnet.org/xsd/adlcp_rootv1p2",
        "type": "scormtype",
    },
    "scorm-2004": {
        "scorm": "2004 4th Edition",
        "packaging": "http://www.imsglobal.org/xsd/imscp_v1p1",
        "adlcp": "http://www.adlnet.org/xsd/adlcp_v1p3",
        "type": "scormType",
    },
}


def is_file(address):
    """Whether an address is a file beside the page."""
    parts = urlsplit(address)
    return bool(parts.path) and not parts.scheme and not parts.netloc


def alone(text):
    """Return (the page of a lesson without ways to others, how many tasks it has, its title)."""
    page = BeautifulSoup(text, "html.parser")
    for part in page.select(AWAY):
        part.decompose()
    page.select_one(".v2v-page").unwrap()  # a column for the contents
    for link in page.select("a[href]"):
        if is_file(link["href"]):
            link.unwrap()
        elif not link["href"].startswith("#"):
            link["target"], link["rel"] = "_blank", "noopener"
    for script in page.find_all("script", type=STATE):
        state = json.loads(script.string)
        for one in state["state"].values():
            one["state"].pop("embed", None)  # a line for pages elsewhere
        script.string = embedded(state)
    tasks = len(page.select(TASK))
    report = page.new_tag("script", src="../report.js", attrs={"data-tasks": tasks})
    page.head.insert(0, report)
    return page, tasks, page.h1.find(string=True)


def parts_of(site, page, name):
    """Return the files that a page of this name loads, and those that its styles do."""
    folder = posixpath.dirname(name)
    asked = [
        urlsplit(part[attribute]).path
        for tag, attribute in LOADED.items()
        for part in page.find_all(tag, {attribute: is_file})
    ]
    found = {posixpath.normpath(posixpath.join(folder, one)) for one in asked}
    found.discard(REPORT.name)
    for style in [one for one in found if one.endswith(".css")]:
        inside = IN_STYLE.findall((site / style).read_text("utf-8"))
        near = posixpath.dirname(style)
        found |= {posixpath.normpath(posixpath.join(near, one)) for one in inside}
    return sorted(found)


def pack(site, lesson, into, said):
    """Write the packages of a lesson into a folder; return their paths, none without tasks."""
    name = f"lessons/{lesson}.html"
    page, tasks, title = alone((site / name).read_text("utf-8"))
    if not tasks:
        return []
    bodies = {one: (site / one).read_bytes() for one in parts_of(site, page, name)}
    bodies |= {name: str(page).encode("utf-8"), REPORT.name: REPORT.read_bytes()}
    listed = "\n".join(f'      <file href="{escape(one)}"/>' for one in sorted(bodies))
    into.mkdir(parents=True, exist_ok=True)
    made = []
    for version, words in VERSIONS.items():
        text = MANIFEST.format(
            **words,
            name=f"{memory_stick.NAME}-{lesson}",
            version=said["version"],
            title=escape(title),
            page=name,
            files=listed,
        )
        made.append(into / f"{lesson}-{version}.zip")
        with zipfile.ZipFile(made[-1], "w") as packed:
            memory_stick.put(packed, "imsmanifest.xml", text, said)
            for one in sorted(bodies):
                memory_stick.put(packed, one, bodies[one], said)
    return made


def main(arguments):
    parser = argparse.ArgumentParser(prog="course.py scorm")
    parser.add_argument("--lesson", default="", help="its number or its name: 03")
    parser.add_argument(
        "--site", type=Path, default=ROOT / "_build" / "html", help="the built site"
    )
    parser.add_argument("--into", type=Path, default=ROOT / "_build" / "scorm")
    options = parser.parse_args(arguments)
    known = sorted(one.stem for one in (options.site / "lessons").glob("*.html"))
    lessons = [one for one in known if one.startswith(options.lesson)]
    if not lessons:
        names = ", ".join(known)
        parser.error(f"there is no lesson {options.lesson}: choose one of {names}")
    for lesson in lessons:
        made = pack(options.site, lesson, options.into, edition.citation())
        for path in made:
            print(f"{path} ({path.stat().st_size / 1e6:.1f} MB)")
        if not made:
            print(f"{lesson}: no tasks, so nothing to report")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
