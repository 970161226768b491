// A curve to draw before it is seen. Twin of draw.py, where it is explained.
import { button, node } from "../../explorer/nodes.js";
import { share } from "../../explorer/values.js";
import { withUnit } from "../../explorer/wording.js";
import { aloud, say, spell } from "../../solve/say.js";
import { register } from "../kinds.js";
import { makeBoard } from "../board.js";
import { rounded } from "../wording.js";

const PLACES = 57,
  ALIKE = 0.1,
  TURN = 0.05,
  SUMMIT = 0.03,
  SEEN = 0.4,
  LATE = 0.1,
  BESIDE = 2,
  CLOSE = 0.1,
  LEAST_CLOSE = 0.02,
  SHARE = 85,
  NEARER = 0.5;
const POST = 7; // places from one stop of the arrow keys to the next
const STEPS = { ArrowUp: 0.05, ArrowDown: -0.05, PageUp: 0.2, PageDown: -0.2 },
  TURNS = { ArrowLeft: -POST, ArrowRight: POST };

const clamp = (x) => Math.min(Math.max(x, 0), 1);
const timeAt = ({ end }, i) => (i * end) / (PLACES - 1);
const up = ({ low, high, scale }, value) => clamp(share(scale === "log" ? Math.max(value, low) : value, { low, high, scale }));
const valueAt = ({ low, high, scale }, height) => (scale === "log" ? low * (high / low) ** height : low + (high - low) * height);
const decadesOf = ({ low, high, scale }) => (scale === "log" ? Math.log10(high / low) : 0);

function make({ spec, changed }) {
  const heights = new Array(PLACES).fill(0.5),
    touched = new Array(PLACES).fill(false);
  let at = 0,
    locked = false,
    last = null;
  const spoken = () =>
    aloud(
      `${spec.time} ${say(timeAt(spec, at))}: ${touched[at] ? `${say(valueAt(spec.axis, heights[at]))} ${spec.unit}` : "not drawn yet"}`,
    );
  const board = makeBoard({ spec, label: `Your curve: ${spec.label}${spec.unit ? `, ${spec.unit}` : ""}, against ${spec.clock}` });
  const { surface } = board;

  function show() {
    board.draw({ heights, touched, at });
    surface.setAttribute("aria-valuenow", Math.round(100 * heights[at]));
    surface.setAttribute("aria-valuetext", spoken());
    if (!locked) changed();
  }

  /** The line from one place to another, both included. */
  function line(from, to) {
    const [a, b] = from.i <= to.i ? [from, to] : [to, from];
    for (let i = a.i; i <= b.i; i++) {
      heights[i] = a.i === b.i ? to.height : a.height + ((b.height - a.height) * (i - a.i)) / (b.i - a.i);
      touched[i] = true;
    }
  }

  const pointed = (event) => {
    const { across, height } = board.place(event);
    return { i: Math.round(clamp(across) * (PLACES - 1)), height: clamp(height) };
  };
  surface.addEventListener("pointerdown", (event) => {
    if (locked || event.button) return;
    surface.setPointerCapture(event.pointerId);
    last = pointed(event);
    line(last, last);
    at = last.i;
    show();
  });
  surface.addEventListener("pointermove", (event) => {
    if (!last || locked) return;
    const now = pointed(event);
    line(last, now);
    [last, at] = [now, now.i];
    show();
  });
  for (const end of ["pointerup", "pointercancel"]) surface.addEventListener(end, () => (last = null));

  surface.addEventListener("keydown", (event) => {
    if (locked || !(event.key in STEPS || event.key in TURNS || event.key === "Home" || event.key === "End")) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key in STEPS) raise(STEPS[event.key]);
    else {
      const to = { Home: 0, End: PLACES - 1 }[event.key] ?? Math.round(at / POST) * POST + TURNS[event.key];
      at = Math.min(Math.max(to, 0), PLACES - 1);
    }
    show();
  });
  /** A stop of the arrow keys goes up or down; straight lines lead to it from the stops beside it. */
  function raise(by) {
    at = Math.round(at / POST) * POST;
    const here = { i: at, height: clamp(heights[at] + by) };
    for (const i of [at - POST, at + POST]) if (i >= 0 && i < PLACES) line({ i, height: heights[i] }, here);
    heights[at] = here.height;
  }

  const clear = button(
    "Clear",
    () => {
      heights.fill(0.5);
      touched.fill(false);
      show();
      surface.focus();
    },
    { class: "v2v-btn" },
  );
  const hint = node("p", {
    class: "v2v-task-hint",
    text: "Draw with the mouse or a finger, or with the arrow keys: left and right choose the time, up and down the height.",
  });
  queueMicrotask(show);
  return {
    nodes: [hint, board.el],
    acts: [clear],
    missing: "Draw from the left end to the right end first.",
    given: () => (touched.every(Boolean) ? heights.map((height, i) => [timeAt(spec, i), valueAt(spec.axis, height)]) : undefined),
    lock(on) {
      locked = on;
      clear.hidden = on;
      surface.setAttribute("aria-disabled", String(on));
    },
    focus: () => surface.focus(),
    reveal(points) {
      board.reveal(points.map(([, value]) => up(spec.axis, value)));
    },
    remove: board.remove,
  };
}

/** Values along a rising x, at one place, on straight lines. */
function between(xs, ys, x) {
  if (x <= xs[0]) return ys[0];
  const i = xs.findIndex((one) => one >= x);
  if (i === -1) return ys[ys.length - 1];
  return ys[i - 1] + ((ys[i] - ys[i - 1]) * (x - xs[i - 1])) / (xs[i] - xs[i - 1]);
}

function points({ spec, asks }, { output, at, unlimited }) {
  const { t, x } = asks.run(at).of(output),
    run = Array.from(x, (value) => up(spec.axis, value)),
    heights = Array.from({ length: PLACES }, (_, i) => between(t, run, timeAt(spec, i)));
  return (unlimited ? withoutLimit(heights) : heights).map((height, i) => [timeAt(spec, i), valueAt(spec.axis, height)]);
}

/** Heights that go on from their steepest rise at its speed, to the top. */
function withoutLimit(heights) {
  const rises = heights.slice(1).map((height, i) => height - heights[i]),
    at = highest(rises);
  return heights.map((height, i) => (i > at ? Math.min(heights[at] + rises[at] * (i - at), 1) : height));
}

const solution = (asked) => points(asked, asked.spec.curve);

function heightsOf({ spec }, given) {
  const sorted = [...given].sort(([a], [b]) => a - b),
    xs = sorted.map(([time]) => time),
    ys = sorted.map(([, value]) => up(spec.axis, value));
  return Array.from({ length: PLACES }, (_, i) => between(xs, ys, timeAt(spec, i)));
}

const apart = (one, other) => one.reduce((sum, height, i) => sum + Math.abs(height - other[i]), 0) / PLACES;

/** By how much a curve leaves the band around another: above > 0, below < 0. */
function beyond(drawn, right) {
  const close = Math.max(CLOSE * (Math.max(...right) - Math.min(...right)), LEAST_CLOSE);
  return drawn.map((height, i) => {
    const beside = right.slice(Math.max(i - BESIDE, 0), i + BESIDE + 1);
    return Math.max(height - (Math.max(...beside) + close), 0) + Math.min(height - (Math.min(...beside) - close), 0);
  });
}

/** The share of a drawing that lies close to a curve, in percent. */
const shareClose = (drawn, right) => Math.floor((100 * beyond(drawn, right).filter((one) => one === 0).length) / PLACES + 0.5);

/** Where a drawing is longest on one side of a curve, in words. */
function astray(drawn, right, step, time) {
  const sides = beyond(drawn, right).map(Math.sign);
  let longest = { begin: 0, end: 0 };
  for (let begin = 0, end = 0; begin < PLACES; begin = end) {
    while (end < PLACES && sides[end] === sides[begin]) end++;
    if (sides[begin] && end - begin > longest.end - longest.begin) longest = { begin, end };
  }
  const { begin, end } = longest,
    [first, last] = [begin, end - 1].map((i) => spell(rounded(i * step, 2)));
  return `your curve is too ${sides[begin] > 0 ? "high" : "low"} from ${time} ${first} to ${time} ${last}`;
}

function judge(asked, given) {
  const { spec } = asked,
    decades = decadesOf(spec.axis),
    step = spec.end / (PLACES - 1);
  const drawn = heightsOf(asked, given),
    right = heightsOf(asked, solution(asked));
  for (const one of spec.wrong) {
    const theirs = heightsOf(asked, points(asked, one)),
      nearer = apart(drawn, theirs) < NEARER * apart(drawn, right);
    if (nearer && !compare(drawn, theirs, decades, step, spec.time).bad.length)
      return { right: false, says: `Not yet. ${one.says}`, mistake: one.says };
  }
  const { good, bad } = compare(drawn, right, decades, step, spec.time);
  const parts = [`${shareClose(drawn, right)} % of your curve lies close to the model's.`];
  if (good.length) parts.push(`You have ${joined(good)}.`);
  if (bad.length) parts.push(`What differs: ${joined(bad)}.`);
  else parts.push(spec.why);
  return { right: !bad.length, says: parts.join(" ") };
}

/** The place of the middle of what is about as high as the highest point. */
function summit(ys) {
  const floor = Math.max(...ys) - SUMMIT,
    places = [...ys.keys()].filter((i) => ys[i] >= floor);
  return places.reduce((sum, i) => sum + i, 0) / places.length;
}

const highest = (ys) => ys.indexOf(Math.max(...ys));

function compare(drawn, right, decades, step, time) {
  const good = [],
    bad = [];
  const check = (fine, name, fault) => (fine ? good.push(name) : bad.push(fault));
  const top = highest(right),
    mine = highest(drawn),
    end = PLACES - 1;
  const rises = right[top] - right[0] > ALIKE,
    falls = right[top] - right[end] > ALIKE;
  const myRise = drawn[mine] - drawn[0],
    myFall = drawn[mine] - drawn[end];
  const iRise = myRise > SEEN * (right[top] - right[0]),
    iFall = myFall > SEEN * (right[top] - right[end]);
  if (rises) check(iRise, "the rise", "your curve does not rise");
  else if (myRise > ALIKE) bad.push("the model's curve does not rise");
  if (falls) check(iFall, "the fall", "your curve has no fall");
  else if (myFall > ALIKE) bad.push("the model's curve does not fall at the end");
  if (rises && falls && iRise && iFall) {
    const late = (summit(drawn) - summit(right)) * step;
    const fault = `your peak comes ${spell(rounded(Math.abs(late), 2))} ${time}s too ${late > 0 ? "late" : "early"}`;
    check(Math.abs(late) <= LATE * end * step, "the time of the peak", fault);
  }
  const begun = right.slice(0, BESIDE + 1),
    start = drawn[0] - Math.min(Math.max(drawn[0], Math.min(...begun)), Math.max(...begun));
  if (Math.abs(start) > ALIKE) bad.push(off("start", start, decades));
  const what = rises && falls ? "peak" : "highest point";
  check(Math.abs(drawn[mine] - right[top]) <= ALIKE, `the height of the ${what}`, off(what, drawn[mine] - right[top], decades));
  if ((rises || falls) && !(falls && !iFall))
    check(Math.abs(drawn[end] - right[end]) <= ALIKE, "the end", off("end", drawn[end] - right[end], decades));
  const dip = right[0] - Math.min(...right.slice(0, top + 1));
  if (dip > TURN / 2)
    check(drawn[0] - Math.min(...drawn.slice(0, mine + 1)) > TURN / 4, "the fall at first", "the model's curve first falls a little");
  if (!bad.length && shareClose(drawn, right) < SHARE) bad.push(astray(drawn, right, step, time));
  return { good, bad };
}

function off(what, height, decades) {
  const side = height > 0 ? "high" : "low";
  if (decades) return `your ${what} is too ${side} by a factor of about ${spell(rounded(10 ** (Math.abs(height) * decades), 1))}`;
  return `your ${what} is too ${side} by ${Math.floor(100 * Math.abs(height) + 0.5)} % of the axis`;
}

const joined = (words) => (words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0]);

function told({ spec }, given) {
  const values = given.map(([, value]) => value),
    places = [...new Set([0, highest(values), PLACES - 1])];
  return places
    .map((i) => `${withUnit(spell(rounded(values[i], 2)), spec.unit)} on ${spec.time} ${spell(rounded(given[i][0], 3))}`)
    .join(", then ");
}

register("draw", { make, judge, solution, told, verb: "Commit to this curve" });
