// Where the controls of a page's explorers stood, kept with this entry of the browser's history: reloading and Back bring it back.
import { slug } from "./link.js";

const KEY = "v2v-left"; // in the entry's state, beside what others keep there
const BURST = 30, // writings at once, and ms until there may be one more: Safari refuses a hundred in half a minute
  APART = 500;

/** JupyterLab owns its address and its history. */
export const inBook = () => !document.body?.hasAttribute("data-jp-theme-light");

const keptHere = (state) => (inBook() && state?.[KEY]) || null;

const now = new Map(); // slug -> what is kept of every explorer on the page
let entry = keptHere(history.state), // what the entry held when the reader came to it
  timer = 0,
  spare = BURST, // writings that may follow at once
  last = 0;

// An address with a new fragment is a new entry that holds nothing; Back comes to one that does.
addEventListener("popstate", ({ state }) => (entry = keptHere(state)));

/** Write what waits: the page is left. */
export const keepAtOnce = () => timer && keep();

function keep() {
  clearTimeout(timer);
  timer = 0;
  spare -= 1;
  try {
    history.replaceState({ ...history.state, [KEY]: { ...history.state?.[KEY], ...Object.fromEntries(now) } }, "");
  } catch {
    // A page in a frame without rights, or a browser that has had enough: nothing is kept then.
  }
}

/** What remember() was told of the explorer `title` and this entry held when the reader came to it; null without one. */
export const recall = (title) => entry?.[slug(title)] ?? null;

/** The explorer `title` stands as `left` says ({now, curves}: a fragment, and those of the kept curves). Written soon, not now: who still reads the entry finds it as it was. */
export function remember(title, left) {
  if (!inBook()) return;
  now.set(slug(title), left);
  const time = performance.now();
  spare = Math.min(BURST, spare + (time - last) / APART);
  last = time;
  timer ||= setTimeout(keep, spare >= 1 ? 0 : APART);
}
