// The plans that a reader has tried, below the explorer: what differs from the usual one, and what came of it.
import { button, newId, node, write, writeSpoken } from "../../nodes.js";

const MOST = 8; // plans of one person; the oldest gives way

/**
 * head: of the columns; go(address) sets the controls, goUsual() to the plan that the others are told against. Returns place, to be
 * put into the page, note({address, whose, plan, isUsual, cells}, reasons) of a plan of which the outcome was told, and left() and
 * comeBack(plans) for what the entry of the history keeps: the plans are nowhere else.
 */
export function makeAttempts({ head, go, goUsual }) {
  // Outside of the box that scrolls, so that it is never cut.
  const title = node("p", { class: "v2v-about", id: newId() }),
    body = node("tbody");
  const forget = button("Forget the other plans", () => {
    plans = plans.filter((one) => one.address === shown.address);
    show();
  });
  forget.className = "v2v-btn";
  const back = button("Back to the usual plan", goUsual);
  back.className = "v2v-btn";
  const table = node(
    "table",
    { class: "v2v-table", "aria-labelledby": title.id },
    node("thead", {}, node("tr", {}, ...head.map((text, i) => node("th", { scope: "col", text, ...(i && { class: "v2v-num" }) })))),
    body,
  );
  const about = node("p", {
    class: "v2v-about",
    text: "These plans stay on this device, with this page. Press one to see it again. What wins here is no advice for a patient.",
  });
  const box = node("div", { class: "v2v-table-box" }, table);
  const why = node("div", { class: "v2v-reasons" }); // where the explorer has no room for them
  const place = node(
    "section",
    { class: "v2v-tried", "aria-label": "Plans tried" },
    why,
    title,
    box,
    about,
    node("div", { class: "v2v-scenes" }, back, forget),
  );
  place.hidden = true;
  let plans = [],
    shown = null;

  function rowOf(one) {
    const again = button(one.plan, () => go(one.address), one === shown ? { "aria-current": "true" } : {});
    const cells = one.cells.map((text) => {
      const cell = node("td", { class: "v2v-num" });
      writeSpoken(cell, text);
      return cell;
    });
    return node("tr", {}, node("th", { scope: "row" }, again), ...cells);
  }

  function show() {
    place.hidden = shown === null;
    if (shown === null) return;
    const own = plans.filter(({ whose }) => whose === shown.whose);
    write(title, `Plans tried${shown.whose ? ` for the patient “${shown.whose}”` : ""}, the latest first`);
    const focused = [...body.rows].findIndex((row) => row.contains(document.activeElement));
    body.replaceChildren(...own.map(rowOf));
    if (focused !== -1) body.querySelector("[aria-current]").focus({ preventScroll: true });
    forget.disabled = plans.length < 2;
    back.disabled = shown.isUsual;
    box.scrollWidth > box.clientWidth + 1 ? (box.tabIndex = 0) : box.removeAttribute("tabindex");
  }

  return {
    place,
    note(plan, reasons) {
      why.replaceChildren(
        ...reasons.map((text) => {
          const line = node("p");
          writeSpoken(line, text);
          return line;
        }),
      );
      if (shown?.address === plan.address) return;
      shown = plans.find(({ address }) => address === plan.address) ?? plan;
      if (shown === plan) {
        const own = plans.filter(({ whose }) => whose === plan.whose);
        plans = [plan, ...plans.filter((one) => one !== own[MOST - 1])];
      }
      show();
    },
    left: () => plans,
    /** What was tried since then stays. */
    comeBack(left) {
      plans = [...plans, ...left.filter((one) => !plans.some(({ address }) => address === one.address))];
    },
  };
}
