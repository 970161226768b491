"""What is written in the pictures of a page."""

# Explorers paint all anew for paper, and once more when they are back.
WRITTEN = """async () => {
  const pen = CanvasRenderingContext2D.prototype, own = pen.fillText, written = [];
  pen.fillText = function (text, ...place) { written.push(text); own.call(this, text, ...place); };
  for (const way of ["beforeprint", "afterprint"]) {
    written.length = 0;
    dispatchEvent(new Event(way));
    await new Promise((resolve) => setTimeout(resolve));
  }
  pen.fillText = own;
  return written;
}"""


def written(page):
    """Return the texts of all plots, as they are painted on the screen."""
    return page.evaluate(WRITTEN)
