// The plane on which a curve is drawn: axes, the reader's line, and the model's when it is asked for.
import { linearTicks, logTicks, tickText, timeTicks } from "../explorer/axes.js";
import { node } from "../explorer/nodes.js";

const SPACE = "http://www.w3.org/2000/svg";
const LEFT = 52,
  RIGHT = 16,
  TOP = 12,
  BOTTOM = 44,
  LOWEST = 220,
  HIGHEST = 340;

function svg(tag, attributes = {}, text) {
  const made = document.createElementNS(SPACE, tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
}

/** Returns el, surface (what hears hands and keys), place(event), draw({heights, touched, at}), reveal(heights), remove(). */
export function makeBoard({ spec, label }) {
  const { axis, end } = spec;
  const picture = svg("svg", { "aria-hidden": "true" });
  const surface = node("div", {
    class: "v2v-board",
    tabindex: "0",
    role: "slider",
    "aria-label": label,
    "aria-roledescription": "curve to draw",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  });
  const title = node("p", { class: "v2v-plot-title" }, node("b", { text: spec.label }), node("span", { text: spec.unit }));
  const key = node("p", { class: "v2v-task-key", hidden: "" });
  const swatch = (name) => node("i", { class: name });
  key.append(swatch("v2v-yours"), "yours", swatch("v2v-models"), "the model");
  key.style.setProperty("--v2v-shown", `var(--v2v-${spec.look})`);
  surface.style.setProperty("--v2v-shown", `var(--v2v-${spec.look})`);
  surface.append(picture);
  const el = node("div", { class: "v2v-drawing" }, title, surface, key);
  const frame = svg("g", { class: "v2v-frame" }),
    waiting = svg("path", { class: "v2v-waiting" }),
    mine = svg("path", { class: "v2v-yours" }),
    theirs = svg("path", { class: "v2v-models" }),
    stop = svg("circle", { class: "v2v-stop", r: 6 });
  picture.append(frame, waiting, theirs, mine, stop);
  let width = 0,
    tall = LOWEST,
    shown = null,
    model = null;
  const x = (part) => LEFT + part * (width - LEFT - RIGHT),
    y = (height) => tall - BOTTOM - height * (tall - TOP - BOTTOM);

  function path(heights, drawn) {
    let text = "",
      pen = "M";
    heights.forEach((height, i) => {
      if (!drawn(i)) {
        pen = "M";
        return;
      }
      text += `${pen}${x(i / (heights.length - 1)).toFixed(1)} ${y(height).toFixed(1)}`;
      pen = "L";
    });
    return text;
  }

  function axes() {
    frame.replaceChildren();
    const log = axis.scale === "log",
      ticks = log ? logTicks(axis.low, axis.high, 6) : linearTicks(axis.low, axis.high, 5);
    for (const tick of ticks) {
      const part = log ? Math.log(tick / axis.low) / Math.log(axis.high / axis.low) : (tick - axis.low) / (axis.high - axis.low);
      frame.append(svg("path", { d: `M${LEFT} ${y(part)}H${width - RIGHT}` }));
      frame.append(svg("text", { x: LEFT - 8, y: y(part) + 4, "text-anchor": "end" }, tickText(tick)));
    }
    for (const tick of timeTicks(end, width < 420 ? 5 : 8, spec.time))
      frame.append(svg("text", { x: x(tick / end), y: tall - BOTTOM + 18, "text-anchor": "middle" }, tickText(tick)));
    frame.append(svg("path", { class: "v2v-base", d: `M${LEFT} ${tall - BOTTOM}H${width - RIGHT}` }));
    frame.append(svg("text", { x: (LEFT + width - RIGHT) / 2, y: tall - 6, "text-anchor": "middle", class: "v2v-clock" }, spec.clock));
  }

  function paint() {
    if (!shown || !width) return;
    const { heights, touched, at } = shown;
    waiting.setAttribute(
      "d",
      path(heights, (i) => !touched[i] || !touched[i - 1] || !touched[i + 1]),
    );
    mine.setAttribute(
      "d",
      path(heights, (i) => touched[i]),
    );
    stop.setAttribute("cx", x(at / (heights.length - 1)));
    stop.setAttribute("cy", y(heights[at]));
    theirs.setAttribute("d", model ? path(model, () => true) : "");
  }

  function fit() {
    if (!surface.clientWidth || surface.clientWidth === width) return;
    width = surface.clientWidth;
    tall = Math.round(Math.min(Math.max(width * 0.5, LOWEST), HIGHEST));
    for (const [name, value] of Object.entries({ width, height: tall, viewBox: `0 0 ${width} ${tall}` })) picture.setAttribute(name, value);
    axes();
    paint();
  }

  // In the next frame: a height that follows the width at once is one that the observer calls undelivered.
  const sizes = new ResizeObserver(() => requestAnimationFrame(fit));
  sizes.observe(surface);

  return {
    el,
    surface,
    place(event) {
      const box = picture.getBoundingClientRect();
      return {
        across: (event.clientX - box.left - LEFT) / (width - LEFT - RIGHT),
        height: (tall - BOTTOM - (event.clientY - box.top)) / (tall - TOP - BOTTOM),
      };
    },
    draw(now) {
      shown = now;
      paint();
    },
    reveal(heights) {
      model = heights;
      key.hidden = false;
      paint();
    },
    remove: () => sizes.disconnect(),
  };
}
