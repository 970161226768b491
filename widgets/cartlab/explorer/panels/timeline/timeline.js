// A panel of stages in their order: a bar of their lengths, and what each hands on.
import { measure } from "../../../solve/readouts.js";
import { node, write, writeSpoken } from "../../nodes.js";
import { register } from "../../panel.js";
import { sayShort, told } from "../../wording.js";

function make({ host, panel, model }) {
  const bar = node("div", { class: "v2v-timeline-bar", "aria-hidden": "true" }),
    list = node("ol", { class: "v2v-timeline", "aria-label": panel.title });
  const stages = panel.stages.map((stage) => {
    const part = bar.appendChild(node("i")),
      days = node("small"),
      tells = stage.tells.map((readout) => ({ readout, cell: node("dd"), name: node("dt", { text: readout.label }) }));
    list.append(
      node("li", {}, node("b", { text: stage.label }), days, node("dl", {}, ...tells.map(({ name, cell }) => node("div", {}, name, cell)))),
    );
    return { stage, part, days, tells, span: [0, 0] };
  });
  host.append(bar, list);

  const lines = () =>
    stages.map(({ stage, days, tells }) => {
      const each = tells.map(({ readout, said }) => `${readout.label} ${said}`);
      return [`${stage.label}, ${days.textContent}`, each.join("; ")];
    });

  return {
    arrays: () =>
      stages.flatMap(({ stage: { label }, span, tells }) => [
        { series: label, x: Float64Array.of(0, 1), values: Float64Array.from(span) },
        ...tells.map(({ readout, found }) => ({
          series: `${label}: ${readout.text}`,
          x: Float64Array.of(0),
          values: Float64Array.of(found ?? NaN),
        })),
      ]),
    painted: () => lines().map(([when, what]) => ({ paint: "stage", label: `${when}: ${what}`, numbers: [] })),
    table: () => ({ caption: panel.title, head: ["Stage", "What it hands on"], rows: lines() }),
    draw(run, p) {
      let begins = 0;
      for (const one of stages) {
        const { lasts, parameter, length } = one.stage,
          ends = begins + (lasts ? measure(lasts, run) : parameter ? p[model.index.get(parameter)] : length);
        one.span = [begins, ends];
        // A root leaves room for the short stages beside two years.
        one.part.style.flexGrow = Math.sqrt(ends - begins);
        write(one.days, `${panel.unit} ${ends > begins ? `${sayShort(begins)} to ${sayShort(ends)}` : sayShort(begins)}`);
        for (const each of one.tells) {
          each.found = measure(each.readout, run);
          each.said = told(each.readout, run);
          writeSpoken(each.cell, each.said);
        }
        begins = ends;
      }
    },
    keep() {},
  };
}

register("timeline", { make });
