// What the panels draw, as tables for whoever reads numbers better than pictures: made only while they are open.
import { button, newId, node, writeSpoken } from "./nodes.js";

const MANY = 5; // columns that need the whole width

/**
 * panels: [{host, table()}], see panel.js; a panel whose host is hidden has no table. opened() follows the button.
 * Returns toggle and place, to be put into the page, null without panels, and tell(): the hand rests, all is computed.
 */
export function makeNumbers({ panels, opened }) {
  if (!panels.length) return { toggle: null, place: null, tell() {} };
  const place = node("div", { class: "v2v-numbers", id: newId() });
  place.hidden = true;
  let boxes = null;
  const toggle = button("Numbers as a table", () => open(place.hidden), {
    class: "v2v-as-table",
    "aria-expanded": "false",
    "aria-controls": place.id,
  });

  function open(wanted) {
    place.hidden = !wanted;
    toggle.setAttribute("aria-expanded", String(wanted));
    opened();
  }

  function tell() {
    if (place.hidden) return;
    boxes ??= panels.map(() => place.appendChild(makeBox()));
    panels.forEach(({ host, table }, i) => {
      boxes[i].hidden = host.hidden;
      if (!host.hidden) fill(boxes[i], table());
    });
    for (const box of boxes) reach(box);
  }

  return { toggle, place, tell };
}

/** A box of its own, so that a wide table scrolls in it and not the page. */
function makeBox() {
  const table = node("table", { class: "v2v-table" }, node("caption"), node("thead"), node("tbody"));
  return node("div", { class: "v2v-table-box", hidden: "" }, table);
}

/** What scrolls must be reachable by the keyboard, and only that. */
function reach(box) {
  if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0;
  else box.removeAttribute("tabindex");
}

/** Write the cells that differ, so that whoever reads the table keeps the place. */
function fill(box, { caption, head, rows }) {
  const table = box.firstChild;
  box.classList.toggle("v2v-many-columns", head.length > MANY);
  writeSpoken(table.caption, caption);
  fillRow(rowOf(table.tHead, 0), head, () => ["th", "col"]);
  const [body] = table.tBodies;
  rows.forEach((cells, i) => fillRow(rowOf(body, i), cells, (at) => (at ? ["td"] : ["th", "row"])));
  while (body.rows.length > rows.length) body.lastChild.remove();
}

const rowOf = (part, i) => part.rows[i] ?? part.appendChild(node("tr"));

function fillRow(row, texts, kind) {
  texts.forEach((text, i) => {
    const [tag, scope] = kind(i);
    const cell = row.cells[i] ?? row.appendChild(node(tag, { ...(scope && { scope }), ...(i && { class: "v2v-num" }) }));
    writeSpoken(cell, text);
  });
  while (row.cells.length > texts.length) row.lastChild.remove();
}
