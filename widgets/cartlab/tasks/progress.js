// How many tasks of a page are done: counted while it is open, kept on the device only where the reader wants it.
import { node, write } from "../explorer/nodes.js";

const KEY = `v2v-tasks ${location.pathname}`;
const here = new Map(); // id of a task: what it does when the count changes
let done = new Set(),
  kept = false,
  line = null;

try {
  const stored = localStorage.getItem(KEY);
  if (stored !== null) [kept, done] = [true, new Set(JSON.parse(stored))];
} catch {
  /* a page opened from a file may keep nothing, and what is kept may be broken */
}

/** Keep what is done on this device, or take it away. Returns whether the browser lets us. */
function keep(wanted) {
  kept = wanted;
  try {
    if (kept) localStorage.setItem(KEY, JSON.stringify([...done]));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    kept = false;
    return false;
  }
}

const count = () => [...here.keys()].filter((id) => done.has(id)).length;
const text = () => `${count()} of ${here.size} ${here.size === 1 ? "task" : "tasks"} done`;

function tell() {
  for (const changed of here.values()) changed(text());
  if (line) write(line, text());
}

/** The count at the end of the lesson, with the choice to keep it. */
function makeLine() {
  const article = document.querySelector("article");
  if (!article || line) return;
  line = node("p");
  const box = node("input", { type: "checkbox" }),
    note = node("p", { class: "v2v-task-hint", role: "status" });
  box.checked = kept;
  box.addEventListener("change", () => {
    const worked = keep(box.checked);
    box.checked = kept;
    if (!worked) write(note, "This browser keeps nothing for this page.");
    else write(note, kept ? "Kept in this browser, for this page. Take the tick away and it is gone." : "Nothing is kept.");
  });
  const label = node("label", {}, box, node("span", { text: "Remember on this device. Nothing is sent." }));
  article.append(node("section", { class: "v2v-tasks-done", "aria-label": "Your tasks" }, line, label, note));
}

/** Count a task; changed(text) is called with the count as it changes. Returns what takes it out again. */
export function join(id, changed) {
  here.set(id, changed);
  makeLine();
  tell();
  return () => here.delete(id);
}

export const isDone = (id) => done.has(id);

export function setDone(id) {
  if (done.has(id)) return;
  done.add(id);
  if (kept) keep(true);
  tell();
  document.dispatchEvent(new CustomEvent("v2v-tasks", { detail: [...done] })); // a learning platform may want to know
}
