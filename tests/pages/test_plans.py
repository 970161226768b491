"""Each link of a teaching plan sets what an explorer of its lesson offers."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from pages.explorers import explorers, slug

ROOT = Path(__file__).parents[2]
LINK = re.compile(r'href="\.\./\.\./lessons/(\w+)\.html#([^"]+)"')
LINKS = [
    pytest.param(*found, id=f"{found[0]}-{i}")
    for path in sorted((ROOT / "book/teaching").glob("*.md"))
    for i, found in enumerate(LINK.findall(path.read_text("utf-8")))
]


@pytest.mark.parametrize("lesson, fragment", LINKS)
def test_a_link_of_a_plan_names_sliders_and_values_that_are_there(lesson, fragment):
    """A choice is named: its place in the list is nothing that an author can see."""
    asked = dict(parse_qsl(unescape(fragment), strict_parsing=True))
    title = asked.pop("explorer")
    labs = explorers(ROOT / "lessons" / f"{lesson}.ipynb")
    lab = next(one for one in labs if slug(one.picture.spec["title"]) == title)
    for name, text in asked.items():
        assert name in lab.names, name
        parameter = lab.model.parameters[name]
        if parameter.kind == "choice":
            assert text in parameter.choices, f"{name}: {text}"
        else:
            parameter.check(float(text), name)
