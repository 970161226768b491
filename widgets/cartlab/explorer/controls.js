// Dresses the ipywidgets controls: names for screen readers, numbers people read, whole steps for keys.
import { newId, node, write } from "./nodes.js";
import { keyed, share, spread, tidy, written } from "./values.js";
import { aloud, lowered, RAISED, spell } from "../solve/say.js";
import { unitFor, withUnit } from "./wording.js";

const HEAD = "([-−]?(?:\\d[\\d,]*\\.?\\d*|\\.\\d+))",
  RAISED_TEN = `10(?:\\^([-−]?\\d+)|([⁻${RAISED}]+))`;
const TYPED = [`^${HEAD}\\s*[×x*·]\\s*${RAISED_TEN}`, `^()${RAISED_TEN}`, `^${HEAD}(?:e([-+]?\\d+))?`].map(
  (form) => new RegExp(`${form}\\D*$`, "i"),
);
const LONG = 14; // letters: a name that asks for two lines at least
const SAMPLES = 23; // numbers of a slider that are tried for the room they need

/** A decimal comma is the only one and has no group of three behind it: "0,5", but not "1,000". */
const DECIMAL_COMMA = /^([-−]?(?:\d+(?=,(?:\d{1,2}|\d{4,})$)|0)),(\d+)$/;

/** The number that a person typed: "1,000", "0,5", "5e10", "2 × 10¹¹", "10⁸"; NaN for anything else. */
export function plainNumber(text) {
  const found = TYPED.map((form) => text.trim().match(form)).find(Boolean);
  if (!found) return NaN;
  const [, head, power, raised] = found;
  return Number(`${(head || "1").replace(DECIMAL_COMMA, "$1.$2").replace(/,/g, "").replace("−", "-")}e${lowered(power ?? raised ?? "0")}`);
}

/** Characters of the longest number that a slider may show. */
function widest(parameter, step) {
  const texts = Array.from(spread(parameter, SAMPLES), (number) => spell(tidy(number, parameter, step)));
  return Math.max(...[...texts, spell(parameter.value)].map((text) => text.length));
}

/**
 * Dress the controls inside `box`. set(name, value) moves a control, value(name) is what the
 * model takes now, tell(text) says what was refused.
 * Returns place(name, value), say(name, value), rest(name, value), enable(name, on, reason) and remove(); null while not all
 * are there. A move is placed at once and said when there is time; rest() does both for good.
 */
export function dressControls({ box, spec, set, value, tell }) {
  const column = box.querySelector(".v2v-controls"),
    found = new Map();
  if (!column) return null;
  for (const name of spec.sliders) {
    const el = column.querySelector(`.v2v-p-${name}`);
    if (!el?.querySelector(".noUi-handle, input, select")) return null;
    found.set(name, el);
  }
  const stop = new AbortController(),
    added = [],
    sliders = new Map(),
    reasons = new Map();
  for (const group of box.querySelectorAll(".v2v-group")) {
    const legend = group.querySelector(".v2v-group-name");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", legend?.textContent ?? "Controls");
  }
  for (const [name, el] of found) {
    const parameter = spec.model.parameters.find((one) => one.name === name);
    for (const field of el.querySelectorAll("input, select")) {
      field.name = name;
      field.autocomplete = "off"; // a browser that fills in what stood here would not tell the model
      field.removeAttribute("title");
    }
    if (parameter.needs) {
      const why = node("div", { class: "v2v-why", id: newId() });
      reasons.set(name, why);
      added.push(why);
      el.append(why);
    }
    if (!el.querySelector(".noUi-handle")) continue;
    const slider = dressSlider({
      el,
      parameter,
      step: parameter.kind === "whole" ? 1 : spec.steps[name],
      unit: spec.units[name],
      set: (number) => set(name, number),
      value: () => value(name),
      tell,
      signal: stop.signal,
    });
    sliders.set(name, slider);
    added.push(...slider.added);
  }

  return {
    column,
    place: (name, number) => sliders.get(name)?.place(number),
    say: (name, number) => sliders.get(name)?.say(number),
    rest: (name, number) => sliders.get(name)?.rest(number),
    enable(name, on, reason) {
      const el = found.get(name),
        why = reasons.get(name);
      el.querySelector("input, select").disabled = !on;
      sliders.get(name)?.enable(on);
      el.classList.toggle("v2v-resting", !on);
      write(why, on ? "" : reason);
      for (const part of el.querySelectorAll(".noUi-handle, input, select"))
        if (on) part.removeAttribute("aria-describedby");
        else part.setAttribute("aria-describedby", why.id);
    },
    remove() {
      stop.abort();
      for (const one of added) one.remove();
    },
  };
}

/** ipywidgets asks with each move whether its readout, which is not shown, is too long: the answer would lay out the page. */
function withoutLayout(readout) {
  for (const name of ["scrollWidth", "clientWidth"]) Object.defineProperty(readout, name, { value: 0 });
}

/**
 * Moves parts between two transforms, [[part, first, last]]: to(share) while a hand moves, end() when it rests.
 * While a paused animation tells where a part stands, the browser only shifts it; a style would have all that the page
 * has painted put together anew with each move.
 */
function makeGlide(parts) {
  let going = [];
  const begin = ([part, ...transform]) => {
    const made = part.animate({ transform }, { duration: 1000, fill: "both" });
    made.pause();
    return made;
  };
  return {
    to(share) {
      if (!Number.isFinite(share)) return; // where arithmetic itself fails, the explorer says so
      if (!going.length) going = parts.map(begin);
      for (const one of going) one.currentTime = 1000 * share;
    },
    end() {
      for (const one of going.splice(0)) one.cancel();
    },
  };
}

function dressSlider({ el, parameter, step, unit, set, value, tell, signal }) {
  const { label, low, high } = parameter;
  const handle = el.querySelector(".noUi-handle"),
    target = el.querySelector(".noUi-target");
  const number = node("b"),
    counted = node("span", { text: unit }),
    shown = node("div", {}, number, " ", counted);
  withoutLayout(el.querySelector(".widget-readout"));
  const output = node("div", { class: "v2v-value", "aria-hidden": "true" }, shown);
  const ends = [node("span", { text: spell(low) }), node("span", { text: spell(high) })];
  const track = node("div", { class: "v2v-ends", "aria-hidden": "true" }, ...ends),
    fill = node("div", { class: "v2v-fill" });
  const typed = node("input", {
    class: "v2v-type",
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-label": aloud(`${withUnit(label, unit && `(${unit})`)}, type a number`),
  });
  el.classList.toggle("v2v-long-name", label.length > LONG);
  const least = widest(parameter, step);
  let room = 0; // characters: more digits may be typed than the slider has
  /** Room for a number: more at once, less only at rest, as each change lays out the page. */
  const makeRoom = (characters, atRest) => {
    const wanted = Math.max(characters, least, atRest ? 0 : room);
    if (wanted === room) return;
    room = wanted;
    output.dataset.widest = withUnit("0".repeat(room), unit);
  };
  makeRoom(least, true);
  el.querySelector(".widget-label").removeAttribute("title");
  const said = node("div", { class: "v2v-said" }, output, typed);
  el.append(said, track);
  target.append(fill);
  handle.setAttribute("aria-label", label);
  let enabled = true;
  // What has the pointer is not searched for under it with each move.
  const hold = ({ pointerId, pointerType }) => pointerType !== "touch" && handle.setPointerCapture(pointerId);
  target.addEventListener("pointerdown", hold, { signal });

  function take() {
    const wanted = plainNumber(typed.value);
    if (wanted === value()) return;
    if (wanted >= low && wanted <= high) {
      tell("");
      set(parameter.kind === "whole" ? Math.round(wanted) : written(wanted, parameter, step));
    } else tell(`${label}: choose a number from ${spell(low)} to ${withUnit(spell(high), unit)}.`);
  }
  const rewrite = () => {
    typed.value = String(value());
    typed.select();
  };
  typed.addEventListener("focus", rewrite, { signal });
  typed.addEventListener("blur", take, { signal });
  typed.addEventListener(
    "keydown",
    (event) => {
      event.stopPropagation(); // ipywidgets and JupyterLab have their own plans for keys
      if (event.key === "Enter") take();
      if (event.key === "Enter" || event.key === "Escape") rewrite();
    },
    { signal },
  );
  el.addEventListener(
    "keydown",
    (event) => {
      if (event.target !== handle || !enabled) return;
      const next = keyed(event.key, value(), parameter, step);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation(); // noUiSlider would take a tenth of the track for a step
      if (next !== value()) set(next);
    },
    { capture: true, signal },
  );

  let placed = null; // the value at which the handle stands
  const glide = makeGlide([
    [fill, "scaleX(0)", "scaleX(1)"],
    [el.querySelector(".noUi-origin"), "translate(-1000%, 0)", "translate(0, 0)"], // as noUiSlider places it, a tenth as wide as the track
  ]);
  /** For a voice. noUiSlider says the raw number; this is said after it. */
  const tellVoice = (now) => queueMicrotask(() => handle.setAttribute("aria-valuetext", aloud(withUnit(spell(now), unit))));
  function say(now, atRest) {
    const text = spell(now);
    makeRoom(text.length, atRest);
    write(number, text);
    write(counted, unitFor(text, unit));
  }

  return {
    added: [said, track, fill],
    place(now) {
      tellVoice(now);
      if (now !== placed) glide.to(share(now, parameter));
      placed = now;
    },
    say,
    rest(now) {
      tellVoice(now);
      say(now, true);
      placed = now;
      fill.style.transform = `scaleX(${share(now, parameter)})`;
      glide.end();
    },
    enable(on) {
      if (enabled === on) return;
      enabled = on;
      typed.disabled = !on;
      target.toggleAttribute("disabled", !on);
      handle.setAttribute("aria-disabled", String(!on));
    },
  };
}
