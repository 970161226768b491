"""The whole site as one file, for a memory stick, a school without internet, an archive.

vein-to-vein.zip stands at the root of the site. It is made last, of what stands there, the same
bytes from the same site. The page with the class `v2v-zip` offers it, with its size; in the zip
that page says that it is the copy, because a copy does not hold itself.
"""

import re
import zipfile
from pathlib import Path

import edition
import embeds
import lite

NAME = "vein-to-vein"
PLACE = re.compile(r'<p class="v2v-zip">.*?</p>', re.DOTALL)
OFFERED_ON = "book/how_to_use.html"
COPY = "You are reading such a copy."
NOT_TAKEN = {".buildinfo", f"{NAME}.zip"}
NEEDS_AN_ADDRESS = {embeds.FOLDER, lite.FOLDER}
PACKED = {".png", ".woff2"}  # what cannot be made smaller


def offer(megabytes):
    link = f'<a href="../{NAME}.zip" download>Download the course as a zip</a>'
    return f"{link} ({megabytes:.0f} MB), unpack it, and open <code>index.html</code> in it."


def at_place(page, text):
    return PLACE.sub(f'<p class="v2v-zip">{text}</p>', page)


def files_of(site):
    """Return the files that go along, in one order."""
    found = (path for path in site.rglob("*") if path.is_file())
    return sorted(path for path in found if not is_left(path.relative_to(site)))


def is_left(name):
    """Whether a file stays behind: what needs a web address, and is of no use without."""
    return name.name in NOT_TAKEN or bool(NEEDS_AN_ADDRESS & {*name.parts})


def put(packed, name, body, said):
    """Put a file into a zip as of the day of the edition, so that its bytes are the same each time."""
    moment = (*said["date-released"].timetuple()[:3], 0, 0, 0)
    info = zipfile.ZipInfo(name, moment)
    info.external_attr = 0o644 << 16
    ready = Path(name).suffix in PACKED
    kind = zipfile.ZIP_STORED if ready else zipfile.ZIP_DEFLATED
    packed.writestr(info, body, kind)


def pack(site, said):
    """Write the site into its zip; return the path."""
    target = site / f"{NAME}.zip"
    folder = f"{NAME}-{said['version']}"
    with zipfile.ZipFile(target, "w") as packed:
        for path in files_of(site):
            name = path.relative_to(site).as_posix()
            body = path.read_bytes()
            if name == OFFERED_ON:
                body = at_place(body.decode("utf-8"), COPY).encode("utf-8")
            elif path.suffix == ".html":
                body = lite.LINK.sub("", body.decode("utf-8")).encode("utf-8")
            put(packed, f"{folder}/{name}", body, said)
    return target


def write_zip(app, error):
    if error or app.builder.name != "html":
        return
    site = Path(app.outdir)
    megabytes = pack(site, edition.citation()).stat().st_size / 1e6
    page = site / OFFERED_ON
    page.write_text(at_place(page.read_text("utf-8"), offer(megabytes)), "utf-8")


def setup(app):
    # After all others that write into the site.
    app.connect("build-finished", write_zip, priority=950)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
