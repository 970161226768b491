// What several explorers of a page have in common stands in the page once: see the book's shared_parts.py.

/** Put references {"$": place} to the parts of a table back in place. */
export function unshared(value, table) {
  if (value === null || typeof value !== "object") return value;
  if ("$" in value) return unshared(table()[value.$], table);
  if (Array.isArray(value)) return value.map((one) => unshared(one, table));
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unshared(one, table)]));
}

let partsOfPage = null;

/** The table of this page; a page without one has no references. */
export const sharedParts = () => (partsOfPage ??= JSON.parse(document.getElementById("v2v-shared").textContent));
