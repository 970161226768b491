"""The window in which a page is."""

WINDOW = (1280, 900)  # as large as pages are opened

FRAMES = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
HEARD = "({ width, height }) => innerWidth === width && innerHeight === height"


def resize(page, size):
    """Give the window another size; return when the page has heard of it."""
    asked = dict(zip(("width", "height"), size, strict=True))
    if page.viewport_size != asked:
        page.set_viewport_size(asked)
        # A promise of the event would wait for ever where the window was so already.
        page.wait_for_function(HEARD, arg=asked)
    page.evaluate(FRAMES)  # the event comes before what a frame draws
