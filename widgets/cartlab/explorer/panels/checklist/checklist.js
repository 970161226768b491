// A panel of limits that a product must keep: what was found, the limit, and whether it is kept.
import { measure } from "../../../solve/readouts.js";
import { spell } from "../../../solve/say.js";
import { node, write } from "../../nodes.js";
import { register } from "../../panel.js";
import { told, withUnit } from "../../wording.js";

export const KEEPS = { "at least": (found, limit) => found >= limit, below: (found, limit) => found < limit };
const MISSES = { "at least": "is less than", below: "is not below" };

/** What a check says of a run: {found, limit, kept, reason}. */
export function check({ readout, parameter, side, limit, by, hangs, unit }, run, p, index) {
  const found = parameter ? p[index.get(parameter)] : measure(readout, run),
    bound = hangs ? measure(hangs, run) : by ? p[index.get(by)] : limit;
  const kept = KEEPS[side](found, bound),
    limitText = withUnit(spell(bound), unit);
  const foundText = parameter ? withUnit(spell(found), unit) : told(readout, run);
  return { found, limit: bound, kept, limitText, foundText, reason: kept ? "" : `${foundText} ${MISSES[side]} ${limitText}` };
}

function make({ host, panel, model }) {
  const rows = panel.checks.map((one) => {
    const [found, limit, kept] = ["v2v-num", "v2v-num", ""].map((name) => node("td", { class: name }));
    const [verdict, why] = ["", "v2v-heard"].map((name) => kept.appendChild(node("span", { class: name })));
    return { one, found, limit, verdict, why, row: node("tr", {}, node("th", { scope: "row", text: one.label }), found, limit, kept) };
  });
  const head = ["found", "limit", "kept?"].map((text, i) => node("th", { scope: "col", text, class: i < 2 ? "v2v-num" : "" }));
  const verdict = node("p", { class: "v2v-verdict" });
  host.append(
    verdict,
    node(
      "table",
      { class: "v2v-table v2v-checklist" },
      node("caption", { text: panel.title }),
      node("thead", {}, node("tr", {}, node("td"), ...head)),
      node("tbody", {}, ...rows.map(({ row }) => row)),
    ),
  );
  let seen = [];

  /** Who sees a row sees why; who hears it is told. */
  function fill({ one, found, limit, verdict: cell, why, row }, result) {
    write(found, result.foundText);
    write(limit, `${one.side} ${result.limitText}`);
    write(cell, result.kept ? "✓ yes" : "✗ no");
    write(why, result.kept ? "" : `: ${result.reason}`);
    row.classList.toggle("v2v-missed", !result.kept);
  }

  return {
    verdict: { text: () => `${verdict.textContent.slice(2)}.` },
    arrays: () =>
      panel.checks.map(({ label }, i) => ({
        series: label,
        x: Float64Array.of(0, 1, 2),
        values: Float64Array.of(seen[i].found, seen[i].limit, seen[i].kept),
      })),
    painted: () => [
      { paint: "verdict", label: verdict.textContent, numbers: [] },
      ...rows.map(({ one, verdict: cell }) => ({ paint: cell.textContent.slice(0, 1), label: one.label, numbers: [] })),
    ],
    draw(run, p) {
      seen = rows.map(({ one }) => check(one, run, p, model.index));
      rows.forEach((row, i) => fill(row, seen[i]));
      const missed = panel.checks.filter((_, i) => !seen[i].kept).map(({ label }) => label);
      write(verdict, missed.length ? `✗ ${panel.fails}: ${missed.join(", ")}` : `✓ ${panel.passes}`);
      verdict.classList.toggle("v2v-missed", missed.length > 0);
    },
    keep() {},
  };
}

register("checklist", { make });
