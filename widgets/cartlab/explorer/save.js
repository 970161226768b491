// Files a reader takes home: the numbers and the picture.
import { slug } from "./link.js";
import { sheet } from "./svg.js";
import { wrap } from "./wrap.js";

const PAD = 20,
  LINE = 24; // px
const FINE = 2; // pixels of a picture for one of the page, at least

function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/**
 * What stands between two numbers, and inside one. A spreadsheet splits and reads by the habits of its country, whatever the
 * file says (a first line "sep=," would help one program with the first, none with the second, and stop others): so there are two.
 */
const POINT = { between: ",", inside: "." },
  COMMA = { between: ";", inside: "," };
const MARK = "\ufeff"; // without it Excel takes µ for two letters of another alphabet

const quoted = (text) => (/[",;\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

/**
 * The run as CSV: what was set (lines that begin with #), then for each stage a row of names and a
 * row per time; an empty line stands between two stages.
 */
export function csv({ title, sentence, settings, stages, run }, habits = POINT) {
  const lines = [`# ${title}`, `# ${sentence}`];
  for (const { name, value, unit } of settings)
    lines.push(`# ${name} = ${inDigits(value, habits)}${unit && unit !== "1" ? ` ${unit}` : ""}`);
  return MARK + [lines.join("\n"), ...stages.map((stage) => table(stage, run, stages.length > 1, habits))].join("\n") + "\n";
}

const inDigits = (number, { inside }) => String(number).replace(".", inside);

function table({ title, time, outputs }, run, named, habits) {
  const shown = ({ name, unit }) => quoted(unit && unit !== "1" ? `${name} (${unit})` : name);
  const lines = named ? ["", `# ${title}`] : [];
  lines.push([`time (${time})`, ...outputs.map(shown)].join(habits.between));
  const columns = outputs.map(({ name }) => run.of(name).x);
  const row = (numbers) => numbers.map((number) => inDigits(Number(number.toPrecision(10)), habits)).join(habits.between);
  run.of(outputs[0].name).t.forEach((t, i) => lines.push(row([t, ...columns.map((x) => x[i])])));
  return lines.join("\n");
}

const saveAs = (habits, end) => (about) => download(new Blob([csv(about, habits)], { type: "text/csv" }), `${slug(about.title)}${end}.csv`);

export const saveCsv = saveAs(POINT, "");
export const saveCommaCsv = saveAs(COMMA, "-decimal-comma");

/** All plots below each other with title and sentence as a vector file: {title, sentence, plots, palette}, as sheet() takes them. */
export const saveVector = (about) => download(new Blob([sheet(about)], { type: "image/svg+xml" }), `${slug(about.title)}.svg`);

/** Let plots draw with `ratio` pixels for one of the page. */
function drawWith(ratio) {
  const own = Object.getOwnPropertyDescriptor(globalThis, "devicePixelRatio");
  Object.defineProperty(globalThis, "devicePixelRatio", { value: ratio, configurable: true });
  dispatchEvent(new Event("v2v-ratio"));
  Object.defineProperty(globalThis, "devicePixelRatio", own);
}

/** All plots below each other with title and sentence, in the colors of the page: each at least of `size` {wide, tall} in px. */
export async function savePicture({ size, ...about }) {
  const scale = Math.max(FINE, devicePixelRatio),
    { plots } = about;
  drawWith(scale);
  for (const plot of plots) plot.pose(size);
  await null; // uPlot paints at the end of this turn
  paintSheet(about, scale);
  drawWith(devicePixelRatio);
  for (const plot of plots) plot.pose(null);
}

function paintSheet({ title, sentence, plots, palette }, scale) {
  const canvases = plots.map((plot) => ({ canvas: plot.canvas(), heading: plot.heading() }));
  const width = Math.max(...canvases.map(({ canvas }) => canvas.width / scale)) + 2 * PAD;
  const sheet = document.createElement("canvas"),
    pen = sheet.getContext("2d");
  pen.font = palette.font(15);
  const told = wrap(pen, sentence, width - 2 * PAD);
  const height = canvases.reduce((sum, { canvas }) => sum + canvas.height / scale + LINE, 0) + LINE * (told.length + 1) + 3 * PAD;
  sheet.width = width * scale;
  sheet.height = height * scale;
  pen.scale(scale, scale);
  pen.fillStyle = palette.page;
  pen.fillRect(0, 0, width, height);
  pen.textBaseline = "top";
  const write = (text, x, y, font, color) => {
    pen.font = font;
    pen.fillStyle = palette.color(color);
    pen.fillText(text, x, y);
    return pen.measureText(`${text} `).width;
  };
  let y = PAD;
  write(title, PAD, y, palette.font(18, 600), "ink");
  y += LINE + PAD / 2;
  for (const { canvas, heading } of canvases) {
    const across = write(heading[0], PAD, y, palette.font(14, 600), "ink");
    write(heading[1], PAD + across, y, palette.font(14), "muted");
    pen.drawImage(canvas, PAD, y + LINE, canvas.width / scale, canvas.height / scale);
    y += LINE + canvas.height / scale;
  }
  y += PAD / 2;
  for (const line of told) {
    write(line, PAD, y, palette.font(15), "ink");
    y += LINE;
  }
  sheet.toBlob((blob) => download(blob, `${slug(title)}.png`));
}
