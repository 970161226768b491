"""The course without a connection: the worker that keeps opened pages, and what installs it as an app.

Both stand at the root of the site, because a worker answers for what is below it. worker.js begins
with the name of this very site, under which it keeps pages: a new edition has another one, and
forgets the old. assets/offline.js starts it.
"""

import hashlib
import json
from pathlib import Path

import edition
import memory_stick
from live_widgets import lean

SOURCE = Path(__file__).parents[1] / "offline" / "worker.js"
WORKER, MANIFEST = "worker.js", "manifest.json"
ICONS = [
    {"src": "_static/favicon.svg", "type": "image/svg+xml", "sizes": "any"},
    {
        "src": "_static/icon.png",
        "type": "image/png",
        "sizes": "512x512",
        "purpose": "any maskable",
    },
]


def manifest(said, first):
    """Return what a browser shows of the installed course, plain data for JSON."""
    return {
        "name": said["title"],
        "description": said["abstract"],
        "lang": "en",
        "start_url": first,
        "scope": "./",
        "display": "minimal-ui",
        "icons": ICONS,
    }


def name_of(site, said):
    """Return the edition and a digest of all pages and their parts."""
    digest = hashlib.sha256()
    for path in memory_stick.files_of(site):
        if path.name not in (WORKER, MANIFEST):
            digest.update(path.relative_to(site).as_posix().encode())
            digest.update(path.read_bytes())
    return f"{said['version']} {digest.hexdigest()[:12]}"


def write_worker(app, error):
    if error or app.builder.name != "html":
        return
    site, said = Path(app.outdir), edition.citation()
    first = app.builder.get_target_uri(app.config.root_doc)
    text = json.dumps(manifest(said, first), ensure_ascii=False)
    (site / MANIFEST).write_text(text, encoding="utf-8")
    worker = lean(WORKER, SOURCE.read_text("utf-8"))
    named = f"const EDITION = {json.dumps(name_of(site, said))};\n{worker}"
    (site / WORKER).write_text(named, encoding="utf-8")


def setup(app):
    # After all others that write pages, before the zip.
    app.connect("build-finished", write_worker, priority=940)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
