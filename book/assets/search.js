// Sphinx's search where it would stop: storage that the browser refuses, and pages opened from a disk.
(() => {
  try {
    localStorage.getItem("theme");
  } catch {
    const kept = new Map(); // for as long as the page is open
    Object.defineProperty(globalThis, "localStorage", {
      value: {
        getItem: (name) => kept.get(name) ?? null,
        setItem: (name, value) => kept.set(name, String(value)),
        removeItem: (name) => kept.delete(name),
      },
    });
  }
  // A page from a disk may not read its neighbors for an excerpt: the leads, which come with leads.js, stand in.
  if (location.protocol === "file:") {
    globalThis.fetch = async (address) => {
      const page = new URL(address, location.href).href;
      const root = new URL(document.documentElement.dataset.content_root, location.href).href;
      const lead = document.createElement("div");
      lead.setAttribute("role", "main");
      lead.textContent = globalThis.leads[page.slice(root.length)];
      return { text: async () => lead.outerHTML };
    };
  }
})();
