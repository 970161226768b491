"""The window in which a page is."""

WINDOW = (1280, 900)  # as large as pages are opened

FRAMES = "new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))"
LISTEN = """() => { globalThis.resized = new Promise((go) => addEventListener("resize", go, { once: true })); }"""


def resize(page, size):
    """Give the window another size; return when the page has heard of it."""
    asked = dict(zip(("width", "height"), size, strict=True))
    if page.viewport_size != asked:
        page.evaluate(LISTEN)
        page.set_viewport_size(asked)
        page.evaluate("resized")
    page.evaluate(FRAMES)
