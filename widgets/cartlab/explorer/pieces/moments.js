// A table of curves against time: the moments at which it reads them, and the columns.
import { measure } from "../../solve/readouts.js";
import { timeTicks } from "../axes.js";
import { inHead, told } from "../wording.js";

const MOST = 15, // rows
  LEAST = 6; // rows that are no peaks

const timeText = (t) => String(Number(t.toFixed(2)));

/**
 * Columns of a table for outputs of a run: [{head, whose, peak, text(t)}]; `kept` are other runs, [{letter, run}], without a
 * letter where there is one.
 * peak is the time of the highest value, null where that is read at one of the ends; whose names the curve that
 * peaks, where there are several.
 */
export function columnsOf(outputs, { run, kept, unit, end }) {
  const column = (found, label, { name, least }, whose) => {
    const ask = (kind, at) => ({ kind, output: name, at, unit: "", least });
    const at = (t) => told(ask("value", t), found),
      top = told(ask("peak"), found);
    const peak = [at(0), at(end)].includes(top) ? null : measure(ask("time of peak"), found);
    return { head: inHead(label, unit), whose, peak, text: (t) => (t === peak ? top : at(t)) };
  };
  const alone = outputs.length === 1,
    keptLabel = (letter, { label }) => (alone ? letter || "kept" : `${letter || "kept"}: ${label}`);
  return [
    ...outputs.map((one) => column(run, one.label, one, alone ? "" : one.label)),
    ...kept.flatMap(({ letter, run: found }) => outputs.map((one) => column(found, keptLabel(letter, one), one, keptLabel(letter, one)))),
  ];
}

/** {caption, head, rows} of these columns: evenly from start to end in steps that people count in, and where one peaks. */
export function momentsTable(caption, columns, { time, end }) {
  const peaks = columns.filter(({ peak }) => peak !== null);
  const moments = new Map(timeTicks(end, Math.max(MOST - peaks.length, LEAST), time).map((t) => [timeText(t), { t, of: [] }]));
  moments.set(timeText(end), { t: end, of: [] });
  for (const { peak, whose } of peaks) {
    const of = moments.get(timeText(peak))?.of ?? [];
    moments.set(timeText(peak), { t: peak, of: [...of, whose] });
  }
  const named = (of) => (of.every(Boolean) ? `, peak of ${of.join(" and ")}` : ", peak");
  const rows = [...moments]
    .sort(([, a], [, b]) => a.t - b.t)
    .map(([text, { t, of }]) => [text + (of.length ? named(of) : ""), ...columns.map((one) => one.text(t))]);
  return { caption, head: [time, ...columns.map(({ head }) => head)], rows };
}
