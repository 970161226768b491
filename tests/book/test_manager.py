"""The bundles that are committed are those that their sources make; no Node is needed to see it."""

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MANAGER = ROOT / "widgets" / "manager"
VENDOR = ROOT / "book" / "assets" / "vendor"


def sources():
    """What decides about the bundle, in the order in which build.js reads it."""
    names = ["build.js", "package.json", "package-lock.json"]
    names += [f"src/{path.name}" for path in (MANAGER / "src").iterdir()]
    yield from ((name, MANAGER / name) for name in sorted(names))


def hash_of_sources():
    digest = hashlib.sha256()
    for name, path in sources():
        digest.update(f"{name}\n{path.read_text('utf-8')}".encode())
    return digest.hexdigest()


@pytest.mark.parametrize("name", ["manager.js", "manager.css", "embed.js", "embed.css"])
def test_the_bundle_is_current(name):
    banner = (VENDOR / name).read_text("utf-8").split("\n", 1)[0]
    recorded = re.search(r"sources sha256 (\w{64})", banner)[1]
    assert recorded == hash_of_sources(), (
        f"{name} is older than its sources: "
        "run `npm ci && npm run build` in widgets/manager"
    )


def test_every_bundled_package_has_its_license():
    licenses = (VENDOR / "LICENSES.txt").read_text("utf-8")
    for package in ("@jupyter-widgets/base", "@lumino/widgets", "nouislider"):
        assert re.search(rf"^{package} [\d.]+ \(", licenses, re.MULTILINE), package
    assert "AS IS" in licenses
