// A panel of readouts in words: the reference, the kept values, the ones of now.
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { told } from "../../wording.js";

function make({ host, panel, reference }) {
  const head = ["reference", "kept", "now"].map((text) => node("th", { scope: "col", text, class: "v2v-num" }));
  const rows = panel.readouts.map((readout) => {
    const cells = head.map(() => node("td", { class: "v2v-num" }));
    return { readout, cells, row: node("tr", {}, node("th", { scope: "row", text: readout.label }), ...cells) };
  });
  const table = node(
    "table",
    { class: "v2v-table" },
    node("caption", { text: panel.title }),
    node("thead", {}, node("tr", {}, node("td"), ...head)),
    node("tbody", {}, ...rows.map(({ row }) => row)),
  );
  host.append(table);

  const fill = (column, run) => rows.forEach(({ readout, cells }) => write(cells[column], run ? told(readout, run) : ""));
  const showKept = (visible) => [head[1], ...rows.map(({ cells }) => cells[1])].forEach((cell) => (cell.hidden = !visible));
  showKept(false);
  return {
    painted: () => rows.map(({ readout, cells }) => ({ paint: "row", label: `${readout.label}: ${cells[2].textContent}`, numbers: [] })),
    draw(run) {
      if (rows.length && !rows[0].cells[0].textContent) fill(0, reference());
      fill(2, run);
    },
    keep(run) {
      fill(1, run);
      showKept(run !== null);
    },
  };
}

register("table", { make });
