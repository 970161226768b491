// The picture as a vector file: what a canvas is told to draw, told again in SVG.
import { wrap } from "./wrap.js";

const SPACE = "http://www.w3.org/2000/svg";
const PAD = 20,
  LINE = 24; // px
/** How far below the place of a text its letters stand, as a share of their size. */
const BASELINES = { top: 0.8, hanging: 0.8, middle: 0.35, bottom: -0.2, ideographic: -0.2 };
const ANCHORS = { center: "middle", right: "end", end: "end" };

export const escaped = (text) => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]);

const short = (number) => String(Number(number.toFixed(2)));

const element = (name, attributes, inside = "") => {
  const told = Object.entries(attributes).filter(([, value]) => value !== undefined && value !== "");
  return `<${name}${told.map(([key, value]) => ` ${key}="${escaped(String(value))}"`).join("")}${inside ? `>${inside}</${name}>` : "/>"}`;
};

/** "rgba(1, 2, 3, 0.5)" -> ["rgb(1, 2, 3)", 0.5]: not every program that reads SVG knows rgba. */
function colorOf(style) {
  const [, inside, alpha] = style.match(/^rgba\((.*), ([\d.]+)\)$/) ?? [];
  return inside ? [`rgb(${inside})`, Number(alpha)] : [style, 1];
}

/** What is said to a path, in place of Path2D, which tells nobody what it was told. */
class Route {
  constructor(other) {
    this.steps = other ? [...other.steps] : [];
  }

  /** A canvas leaves out what is no number, and so does this. */
  add(letter, ...numbers) {
    if (numbers.every(Number.isFinite)) this.steps.push([letter, numbers]);
  }

  moveTo(x, y) {
    this.add("M", x, y);
  }

  lineTo(x, y) {
    this.add(this.steps.length ? "L" : "M", x, y);
  }

  bezierCurveTo(...numbers) {
    this.add("C", ...numbers);
  }

  closePath() {
    if (this.steps.length) this.add("Z");
  }

  rect(x, y, wide, tall) {
    this.add("M", x, y);
    for (const [right, down] of [
      [x + wide, y],
      [x + wide, y + tall],
      [x, y + tall],
    ])
      this.add("L", right, down);
    this.add("Z");
  }

  /** In halves, since an arc of SVG cannot end where it begins. */
  arc(x, y, radius, from, to) {
    const place = (angle) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    this.lineTo(...place(from));
    for (const angle of [(from + to) / 2, to]) this.add("A", radius, ...place(angle));
  }

  /** The `d` of a path, each point put where `put(x, y)` says, lengths times `scale`. */
  d(put, scale) {
    const points = (numbers) => numbers.flatMap((_, i) => (i % 2 ? [] : put(numbers[i], numbers[i + 1])));
    return this.steps
      .map(([letter, numbers]) => {
        if (letter !== "A") return letter + points(numbers).map(short).join(" ");
        const [radius, ...end] = numbers;
        return `A${short(radius * scale)} ${short(radius * scale)} 0 0 1 ${points(end).map(short).join(" ")}`;
      })
      .join("");
  }
}

/** Notes what a canvas is told while `draw(nameLast)` runs; nothing is drawn, then or later. Returns SVG in px of the page. */
export function record(pen, draw) {
  const told = [],
    clips = [];
  let route = new Route(),
    clip = null,
    halo = null;
  const stack = [];
  const own = globalThis.Path2D;
  const pixel = 1 / devicePixelRatio;

  /** Where the pen's own shift and scale put a point, and how long they make a length. */
  function now() {
    const { a, d, e, f } = pen.getTransform();
    return { put: (x, y) => [(a * x + e) * pixel, (d * y + f) * pixel], scale: a * pixel };
  }

  const within = () => clip && `url(#${clip})`;
  const opacity = (alpha) => (alpha * pen.globalAlpha < 1 ? short(alpha * pen.globalAlpha) : undefined);

  const brush = () => {
    const [color, alpha] = colorOf(pen.fillStyle);
    return { fill: color, "fill-opacity": opacity(alpha), seen: alpha > 0 };
  };

  function line() {
    const { scale } = now(),
      [color, alpha] = colorOf(pen.strokeStyle);
    return {
      stroke: color,
      "stroke-opacity": opacity(alpha),
      "stroke-width": short(pen.lineWidth * scale),
      "stroke-dasharray": pen
        .getLineDash()
        .map((one) => short(one * scale))
        .join(" "),
      "stroke-linecap": pen.lineCap === "butt" ? undefined : pen.lineCap,
      "stroke-linejoin": pen.lineJoin === "miter" ? undefined : pen.lineJoin,
    };
  }

  function shape(path, attributes) {
    const { put, scale } = now(),
      d = path.d(put, scale);
    if (d) told.push({ name: "path", attributes: { d, ...attributes, "clip-path": within() } });
  }

  function text(words, x, y) {
    const { put, scale } = now(),
      [, weight, size, family] = pen.font.match(/^(?:(\d+|bold) )?([\d.]+)px (.*)$/),
      { seen, ...fill } = brush();
    const [left, level] = put(x, y),
      tall = size * scale,
      around = halo?.place === `${words} ${x} ${y}` ? { ...halo.line, "paint-order": "stroke" } : {};
    halo = null;
    if (!seen) return;
    told.push({
      name: "text",
      attributes: {
        x: short(left),
        y: short(level + (BASELINES[pen.textBaseline] ?? 0) * tall),
        ...fill,
        ...around,
        "font-family": family.replaceAll('"', "'"),
        "font-size": short(tall),
        "font-weight": weight && weight !== "400" ? weight : undefined,
        "text-anchor": ANCHORS[pen.textAlign],
      },
      inside: escaped(words),
    });
  }

  const noted = {
    beginPath: () => (route = new Route()),
    ...Object.fromEntries(
      ["moveTo", "lineTo", "bezierCurveTo", "closePath", "rect", "arc"].map((name) => [name, (...all) => route[name](...all)]),
    ),
    stroke: (path = route) => shape(path, { fill: "none", ...line() }),
    fill(path = route) {
      const { seen, ...fill } = brush();
      if (seen) shape(path, fill);
    },
    fillRect(...box) {
      const path = new Route();
      path.rect(...box);
      noted.fill(path);
    },
    clearRect() {},
    clip(path = route) {
      const { put, scale } = now();
      clips.push({ id: `c${clips.length}-${Math.random().toString(36).slice(2, 8)}`, d: path.d(put, scale), within: within() });
      clip = clips.at(-1).id;
    },
    save() {
      stack.push(clip);
      Object.getPrototypeOf(pen).save.call(pen);
    },
    restore() {
      clip = stack.length ? stack.pop() : clip;
      Object.getPrototypeOf(pen).restore.call(pen);
    },
    fillText: text,
    strokeText: (words, x, y) => (halo = { place: `${words} ${x} ${y}`, line: line() }),
  };
  Object.assign(pen, noted);
  globalThis.Path2D = Route;
  try {
    draw((label) => {
      const isCurve = ({ attributes, inside }) => attributes.fill === "none" && attributes["clip-path"] && !inside; // curves alone are cut
      const curve = told.findLast(isCurve);
      if (curve)
        Object.assign(curve, { inside: element("title", {}, escaped(label)), attributes: { class: "curve", ...curve.attributes } });
    });
  } finally {
    globalThis.Path2D = own;
    for (const name of Object.keys(noted)) pen[name] = () => {}; // a plot may want to draw its last state once more
  }
  const cuts = clips.map(({ id, d, within: outer }) => element("clipPath", { id, "clip-path": outer }, element("path", { d })));
  const defs = cuts.length ? element("defs", {}, cuts.join("")) : "";
  return defs + told.map(({ name, attributes, inside }) => element(name, attributes, inside)).join("\n");
}

/** A whole file: title, plots below each other, sentence. plots: [{svg, heading, wide, tall}], sizes in px. */
export function sheet({ title, sentence, plots, palette }) {
  const pen = document.createElement("canvas").getContext("2d"),
    width = Math.max(...plots.map(({ wide }) => wide)) + 2 * PAD,
    parts = [];
  const write = (text, x, y, size, weight, color) => {
    pen.font = palette.font(size, weight);
    const family = pen.font.replace(/^.*px /, "").replaceAll('"', "'");
    parts.push(
      element(
        "text",
        { x, y: short(y + 0.8 * size), fill: palette.color(color), "font-family": family, "font-size": size, "font-weight": weight },
        escaped(text),
      ),
    );
    return pen.measureText(`${text} `).width;
  };
  let y = PAD;
  write(title, PAD, y, 18, 600, "ink");
  y += LINE + PAD / 2;
  for (const { svg, heading, tall } of plots) {
    const across = write(heading[0], PAD, y, 14, 600, "ink");
    if (heading[1]) write(heading[1], short(PAD + across), y, 14, 400, "muted");
    parts.push(
      element(
        "g",
        { class: "plot", transform: `translate(${PAD} ${y + LINE})` },
        `${element("title", {}, escaped(heading.join(", ")))}\n${svg}\n`,
      ),
    );
    y += LINE + tall + PAD / 2;
  }
  pen.font = palette.font(15);
  for (const line of wrap(pen, sentence, width - 2 * PAD)) {
    write(line, PAD, y, 15, 400, "ink");
    y += LINE;
  }
  const height = y + PAD;
  const head = [element("title", { id: "title" }, escaped(title)), element("desc", { id: "desc" }, escaped(sentence))];
  const ground = element("rect", { width, height, fill: palette.page });
  const whole = { xmlns: SPACE, width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-labelledby": "title desc" };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("svg", whole, `\n${[...head, ground, ...parts].join("\n")}\n`)}\n`;
}
