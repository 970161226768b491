"""A page whose source has gone goes too; Sphinx leaves it where an earlier build put it."""

from pathlib import Path

OURS = ("book", "lessons")


def sweep(app, error):
    if error or app.builder.name != "html":
        return
    for folder in OURS:
        for page in Path(app.outdir, folder).rglob("*.html"):
            name = page.relative_to(app.outdir).with_suffix("").as_posix()
            if name not in app.env.found_docs:
                page.unlink()


def setup(app):
    app.connect("build-finished", sweep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
