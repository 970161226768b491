// The colors and lines of the page, read from the tokens of tokens.css.

const ROOT = 17; // px: letters of the page for which sizes in pictures are given
const MINIATURE = 1.3; // so much at most in a miniature, which would be letters alone; it can be enlarged
const FORCED = "(forced-colors: active)";

/** How much larger than usual the reader wants letters; never less than 1. Paper has a size of its own. */
export const readEm = () => Math.max(1, Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT);

/** A palette of `node`: color(name), ink(name), line(look), and em, by which sizes of letters and of what stands around them grow. It remembers what it has read. */
export function readPalette(node) {
  const style = getComputedStyle(node),
    known = new Map();
  const token = (name) => {
    if (!known.has(name)) known.set(name, style.getPropertyValue(`--v2v-${name}`).trim());
    return known.get(name);
  };
  // Who forces colors has chosen them: only width and dashes tell curves apart then.
  const forced = matchMedia(FORCED).matches;
  const em = node.closest(".v2v-paper") ? 1 : Math.min(readEm(), node.closest(".v2v-strip:not(.v2v-large)") ? MINIATURE : Infinity);
  const quiet = token("quiet").split(" ");
  const color = (name) => (forced ? (quiet.includes(name) ? "GrayText" : "CanvasText") : token(name) || token("ink"));
  return {
    color,
    ink: (look) => color(token(`${look}-ink`) ? `${look}-ink` : "ink"),
    tint: (look) => (forced ? "transparent" : token(`${look}-tint`)),
    line: (look) => readLine(token(`line-${look}`)),
    numbers: (name) => numbersOf(token(name)),
    ghostAlpha: Number(token("ghost-alpha")) || 0.75,
    em,
    page: forced ? "Canvas" : token("page"),
    font: (size, weight = 400) => `${weight} ${size * em}px ${token("sans") || "sans-serif"}`,
  };
}

/** ".16 .6" -> [0.16, 0.6]. */
const numbersOf = (text) => text.split(" ").map(Number);

/** "2.25|7 5" -> {width: 2.25, dash: [7, 5]}. */
export function readLine(text) {
  const [width, dash] = (text || "2.25|").replace(/["']/g, "").split("|");
  return { width: Number(width), dash: dash ? dash.split(" ").map(Number) : [] };
}

/** Call `changed` whenever colors may have changed. Returns a function that stops it. */
export function watchTheme(changed) {
  const watcher = new MutationObserver(changed);
  const attributeFilter = ["data-theme", "data-jp-theme-light", "class"];
  for (const node of [document.documentElement, document.body]) watcher.observe(node, { attributes: true, attributeFilter });
  const forced = matchMedia(FORCED);
  forced.addEventListener("change", changed);
  document.fonts?.addEventListener("loadingdone", changed);
  return () => {
    watcher.disconnect();
    forced.removeEventListener("change", changed);
    document.fonts?.removeEventListener("loadingdone", changed);
  };
}
