// What uPlot is told about the browser, in place of the browser itself.

const LOOK = 500; // ms

/** A format of numbers costs a browser as much as all other scripts of a page together, and axes write their own numbers. */
export const Intl = {
  NumberFormat: class {
    format = String;
  },
  DateTimeFormat: class {
    resolvedOptions = () => ({});
  },
};

/** Tells "change" when a pixel of the page has another number of pixels of the screen. */
const screenOfPage = new EventTarget();

/** uPlot waits for a media query to change. Not every browser tells when the window comes to another screen: look. */
export const matchMedia = () => screenOfPage;

let ratio = devicePixelRatio;
function look() {
  if (devicePixelRatio === ratio) return;
  ratio = devicePixelRatio;
  screenOfPage.dispatchEvent(new Event("change"));
}
setInterval(look, LOOK);
addEventListener("v2v-ratio", look); // who sets it for a file (save.js) does not wait
