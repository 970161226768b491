// A panel of signs that are graded each for itself, and of the grade that counts.
import { measure } from "../../../solve/readouts.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";

/** A grade as people say it. */
const gradeText = (grade) => (grade ? `grade ${grade}` : "none");

function make({ host, panel }) {
  const whole = panel.readouts[panel.readouts.length - 1];
  const rows = panel.readouts.slice(0, -1).map((one) => {
    const told = node("td"),
      boxes = node("td", { class: "v2v-grade-boxes", "aria-hidden": "true" });
    for (let i = 0; i < panel.most; i++) boxes.append(node("i"));
    return { one, told, boxes, row: node("tr", {}, node("th", { scope: "row", text: one.label }), told, boxes) };
  });
  const verdict = node("p", { class: "v2v-verdict v2v-graded" });
  host.append(
    verdict,
    node(
      "table",
      { class: "v2v-table v2v-grades" },
      node("caption", { text: `What gives the grade of ${panel.title}` }),
      node("tbody", {}, ...rows.map(({ row }) => row)),
    ),
  );
  let seen = [],
    total = 0,
    kept = null;

  function fill({ told, boxes, row }, grade) {
    write(told, gradeText(grade));
    [...boxes.children].forEach((box, i) => box.classList.toggle("v2v-on", i < grade));
    row.classList.toggle("v2v-counts", grade > 0 && grade === total);
  }

  function say() {
    write(verdict, `${panel.title}: ${gradeText(total)}${kept === null ? "" : ` (kept: ${gradeText(kept)})`}`);
  }

  return {
    verdict: { of: whole, text: () => `${verdict.textContent}.` },
    arrays: () =>
      [...rows.map(({ one }, i) => [one.label, seen[i]]), [panel.title, total]].map(([series, grade]) => ({
        series,
        x: Float64Array.of(0),
        values: Float64Array.of(grade),
      })),
    painted: () => [
      { paint: "verdict", label: verdict.textContent.split(" (kept")[0], numbers: [] },
      ...rows.map(({ one, boxes }) => ({
        paint: "boxes",
        label: one.label,
        numbers: [boxes.querySelectorAll(".v2v-on").length, boxes.children.length],
      })),
    ],
    draw(run) {
      total = Math.round(measure(whole, run));
      seen = rows.map(({ one }) => Math.round(measure(one, run)));
      rows.forEach((row, i) => fill(row, seen[i]));
      say();
      verdict.classList.toggle("v2v-missed", total > 0);
    },
    keep(run) {
      kept = run && Math.round(measure(whole, run));
      say();
    },
  };
}

register("grades", { make });
