// Builds parts of the page.
import { aloud, RAISED } from "../solve/say.js";

/** A new element with these properties (class, text, attributes) and children. */
export function node(tag, { class: name, text, ...attributes } = {}, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An id that no other element of the page has. */
export const newId = () => `v2v-${Math.random().toString(36).slice(2)}`;

/** A button that calls `act` when it is pressed. */
export function button(text, act, attributes = {}) {
  const made = node("button", { type: "button", text, ...attributes });
  made.addEventListener("click", act);
  return made;
}

/** Write a text only where it differs, into the text that is there: all else would cost a layout. */
export function write(target, text) {
  const { firstChild } = target;
  if (firstChild?.nodeType !== Node.TEXT_NODE || firstChild.nextSibling) target.textContent = text;
  else if (firstChild.data !== text) firstChild.data = text;
}

/** A line for the eyes, and one beside it, with these attributes, that a voice reads: write(seen, heard) fills both. */
export function spokenLine(name, attributes = {}) {
  const seen = node("p", { class: name, "aria-hidden": "true" }),
    heard = node("p", { class: "v2v-heard", ...attributes });
  return {
    nodes: [seen, heard],
    write(text, told = text) {
      write(seen, text);
      write(heard, aloud(told));
    },
  };
}

const UNITS = "cells?|copies|days?|hours?|mg|pg|mL|L|µm|patients|per|n|CV|%";
const AFTER = new RegExp(`([\\d${RAISED}]) (?=(?:${UNITS})(?!\\p{L}))`, "gu"),
  BEFORE = /(?<!\p{L})(days?|hours?|n|CV|number|×) (?=\d)/gu;

/** No line ends between a number and its unit, nor inside a power of ten. */
export const glued = (text) =>
  text
    .replace(AFTER, "$1\u00a0")
    .replaceAll(" × 10", "\u00a0×\u00a010")
    .replace(BEFORE, "$1\u00a0")
    .replace(/(?<=\d) of (?=\d)/g, "\u00a0of\u00a0");

/** Nor inside cells/µL: for eyes alone, for a voice would say what joins it. */
const unbroken = (text) => glued(text).replaceAll("/", "/\u2060");

/** Write a text into a part of the page; what a voice would read wrongly stands there for the eyes and for voices. */
export function writeSpoken(target, text) {
  const told = aloud(text);
  if (target.dataset.told === told) return;
  target.dataset.told = told;
  if (told === text) target.textContent = text;
  else
    target.replaceChildren(node("span", { "aria-hidden": "true", text: unbroken(text) }), node("span", { class: "v2v-heard", text: told }));
}

/** A small picture of one line, for eyes only. d: its path. */
function line(width, height, d, attributes) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg"),
    path = document.createElementNS(space, "path");
  const set = (target, values) => {
    for (const [key, value] of Object.entries(values)) target.setAttribute(key, value);
  };
  set(svg, { width, height, "aria-hidden": "true" });
  set(path, { d, fill: "none", "stroke-linecap": "round", ...attributes });
  svg.append(path);
  return svg;
}

/** The line of a look, for a legend. */
export function swatch(look, { width, dash }) {
  const svg = line(34, 10, "M2 5h30", { "stroke-width": width, "stroke-dasharray": dash.join(" ") });
  svg.firstChild.style.stroke = `var(--v2v-${look})`;
  return svg;
}

/** An arrow that turns back. */
export const wayBack = () => line(16, 16, "M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8H6", { stroke: "currentcolor", "stroke-width": 1.75 });
