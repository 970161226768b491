"""A page whose source has gone goes too, with the functions of its models; Sphinx leaves it where an
earlier build put it."""

from pathlib import Path

from live_widgets import FUNCTIONS

OURS = ("book", "lessons")


def sweep(app, error):
    if error or app.builder.name != "html":
        return
    for root, ending in (
        (app.outdir, "html"),
        (f"{app.outdir}/_static/{FUNCTIONS}", "js"),
    ):
        for folder in OURS:
            for page in Path(root, folder).rglob(f"*.{ending}"):
                name = page.relative_to(root).with_suffix("").as_posix()
                if name not in app.env.found_docs:
                    page.unlink()


def setup(app):
    app.connect("build-finished", sweep)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
