"""Build a small book of a test's own, in the process of the tests."""

from concurrent.futures import ThreadPoolExecutor

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace


def build(folder, out, **settings):
    """Build the pages in `folder` into `out`, with these settings and no conf.py."""
    # Sphinx writes what extensions read into its own default, for every later build, too.
    settings = {"source_suffix": {".rst": "restructuredtext"}} | settings

    def work():
        with docutils_namespace():
            book = Sphinx(folder, None, out, out / ".doctrees", "html", settings, None, None)  # fmt: skip
            book.build()

    # In a thread of its own: in that of the tests a browser's event loop may run.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work).result()
