// How an explorer shares its window: the window decides the height, the number of panels the columns.
import { readEm } from "./theme.js";

const FRAME = { wide: 240, tall: 120, beside: 74 }; // px: the least a frame should have, and what stands beside it
const MINIATURE = { wide: 130, tall: 80, beside: 56 }; // px: the same where panels stay in sight while controls pass
const TITLE = 22; // px
const GAP = 14; // px between two columns
const MOST = 380; // px: a taller plot shows nothing more
const STRIP = 0.4,
  LARGE_STRIP = 0.55; // of the window, for the panels that stay in sight on a phone; for one that is large
const LEAST_STRIP = 200; // px
const LEAST_PLOT = 84, // px of a plot in such a strip
  LOW_PLOT = 190; // px of a plot where nothing stays in sight
const PAPER = 190; // px of a plot on paper, where two stand side by side
const LOW = 480; // px: a window in which panels and sliders cannot stand one above the other
export const WIDE = { page: 640, low: 540 }; // px of the explorer's own width for two columns
const MARGIN = 8; // px of the window that an explorer leaves free
const LEVELS = [0, 1, 2, 3]; // how closely the controls stand
const SCENES_MOVE = 2; // from this level on the scenes stand under the panels

/** How many columns give `count` panels the frames that are nearest to what they should have; beside: px of a height that are not frame. */
export function columnsFor(count, { width, height, beside, frame = FRAME }) {
  let best = 1,
    most = -Infinity;
  for (let columns = 1; columns <= Math.min(count, 3); columns++) {
    const wide = (width - (columns - 1) * GAP) / columns - frame.beside,
      tall = height / Math.ceil(count / columns) - beside;
    const worth = Math.min(wide / frame.wide, tall / frame.tall);
    if (worth > most + 1e-9) [best, most] = [columns, worth];
  }
  return best;
}

/** How many columns the first panel takes, so that no place stays empty. */
export const firstSpan = (count, columns) => 1 + ((columns - (count % columns)) % columns);

/** The part of the page that scrolls around `el`: in JupyterLab the notebook, else the window. */
function scrollerOf(el) {
  for (let one = el.parentElement; one && one !== document.body; one = one.parentElement)
    if (/auto|scroll/.test(getComputedStyle(one).overflowY)) return one;
  return document.documentElement;
}

/**
 * Lay out the explorer `box`. Returns fit(), stale(): whether the place has changed since, outgrown(): whether what is written
 * has made it taller than its window since, height() of a plot in px, and onPaper(on): the next fit is for a page that is printed.
 * The rest are its parts: header, curves (the line of what is kept; on a wide window over the view), view (all that is not
 * controls), panels (the grid of hosts), plots, foot, controls, scenes or null.
 */
export function makeLayout({ box, view, panels, plots, header, curves, foot, controls, scenes }) {
  const scroller = scrollerOf(box);
  let tall = 0,
    most = Infinity,
    seen = "",
    paper = false;

  const isLarge = () => box.classList.contains("v2v-large");
  /** What a page says stands over its lower edge, in px. */
  const covered = () => Number.parseFloat(getComputedStyle(scroller).scrollPaddingBottom) || 0;
  const roomNow = () => (isLarge() ? document.documentElement.clientHeight : scroller.clientHeight - covered());
  const place = () => [box.clientWidth, roomNow(), isLarge(), readEm()].join();
  const seenPlots = () => plots.filter(({ holder }) => holder.checkVisibility());
  const inWords = [...panels.children].filter((one) => one.matches(".v2v-in-words"));
  /** The greatest height that a plot of these needs beside its frame. */
  const besideOf = (some, small) => Math.max(0, ...some.map((plot) => plot.beside(small)));

  function setTall(px) {
    tall = px;
    panels.style.setProperty("--v2v-tall", `${px}px`);
  }

  function setColumns(seenNow, columns) {
    panels.style.setProperty("--v2v-columns", columns);
    for (const { holder } of plots) holder.parentElement.style.gridColumn = "";
    if (seenNow.length) seenNow[0].holder.parentElement.style.gridColumn = `span ${firstSpan(seenNow.length, columns)}`;
  }

  /** Bring the controls closer together until they fit. */
  function tighten(room) {
    for (const level of LEVELS) {
      box.dataset.close = level;
      if (scenes) (level < SCENES_MOVE ? controls : view).append(scenes);
      if (controls.offsetHeight <= room) return;
    }
  }

  /** Give the plots the columns and the height with which all panels take `room`. Returns whether their frames are tall enough. */
  function spread(room, { least, frame = FRAME }) {
    const now = seenPlots();
    if (!now.length) return panels.offsetHeight <= room;
    const beside = besideOf(now, frame !== FRAME),
      style = getComputedStyle(panels);
    const width = panels.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight),
      words = inWords.reduce((sum, one) => sum + one.offsetHeight, 0);
    const columns = columnsFor(now.length, { width, height: room - words, beside: beside + TITLE, frame });
    setColumns(now, columns);
    setTall(least);
    const free = Math.floor((room - panels.offsetHeight) / Math.ceil(now.length / columns));
    setTall(Math.min(Math.max(least, least + free), isLarge() ? Infinity : MOST));
    return least + free >= beside + FRAME.tall;
  }

  function fit() {
    const room = roomNow(),
      low = !paper && room < LOW,
      narrow = !paper && box.clientWidth < (low ? WIDE.low : WIDE.page);
    const strip = (narrow !== low || isLarge()) && (narrow || low); // panels that stay in sight while the controls pass
    for (const [name, on] of Object.entries({ narrow, low, strip, dense: false, long: low })) box.classList.toggle(`v2v-${name}`, on);
    if (narrow || low) {
      box.dataset.close = 0;
      if (scenes) controls.append(scenes);
    }
    if (strip) {
      setTall(LEAST_PLOT); // what stands beside a frame depends on it
      const share = narrow
        ? Math.max(room * (isLarge() ? LARGE_STRIP : STRIP), LEAST_STRIP)
        : room - MARGIN - (isLarge() ? header.offsetHeight : 0);
      spread(share, { least: LEAST_PLOT, frame: MINIATURE });
    } else if (paper) {
      setColumns(seenPlots(), Math.min(plots.length, 2));
      setTall(PAPER);
    } else if (narrow) {
      setColumns(seenPlots(), 1);
      setTall(LOW_PLOT);
    } else if (!share(room)) {
      box.classList.add("v2v-dense");
      share(room);
    }
    box.style.setProperty("--v2v-strip", strip && narrow ? `${panels.offsetHeight}px` : "0px");
    most = narrow || low ? Infinity : Math.max(room, box.offsetHeight);
    seen = place();
  }

  /** Share the height between controls and panels. Returns whether the frames are tall enough. */
  function share(room) {
    setTall(MOST); // what stands beside a frame depends on it
    box.classList.remove("v2v-long"); // the view is as tall as what is in it
    const free = room - header.offsetHeight - foot.offsetHeight - MARGIN;
    tighten(free);
    const enough = spread(free - curves.offsetHeight - (view.offsetHeight - panels.offsetHeight), {
      least: besideOf(seenPlots()) + FRAME.tall,
    });
    box.classList.toggle("v2v-long", controls.offsetHeight > free);
    return enough;
  }

  const onPaper = (on) => (paper = on);
  return { fit, stale: () => place() !== seen, outgrown: () => most < Infinity && box.offsetHeight > most, height: () => tall, onPaper };
}
