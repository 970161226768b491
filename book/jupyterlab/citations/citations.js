// In JupyterLab a citation reads as it does on the page: authors and year, with its source behind it.
//
// jupyterlab-myst parses {cite} but reads no bibliography, and shows the bare key as an error. What
// it is about to draw passes here, and citations that book/references.bib knows get their names.
// This file is what JupyterLab asks an extension to be, a container of module federation, by hand:
// it needs no build.

(() => {
  const BIBLIOGRAPHY = "book/references.bib"; // from the folder that JupyterLab serves
  const ACCENTS = { "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303" };
  const ENTRY = /^@\w+\{([^,\s]+),\n(.*?)^\}/gms;
  const FIELD = /^\s*(\w+) = \{(.*)\},?$/gm;

  function plain(tex) {
    return tex
      .replace(/\\url/g, "")
      .replace(/\\(['`^"~])\{?\\?(\w)\}?/g, (_, accent, letter) => (letter + ACCENTS[accent]).normalize("NFC"))
      .replace(/--/g, "–")
      .replace(/\\(?=[&%$#_])|[{}]/g, "");
  }

  // The names as the page's style has them (author_year of sphinxcontrib-bibtex).
  function named({ author, year = "n.d." }) {
    const families = author.split(" and ").map((one) => plain(one.split(",")[0]));
    const names = families.length > 2 ? `${families[0]} et al.` : families.join(" and ");
    return `${names}, ${year}`;
  }

  function escaped(text) {
    const holder = document.createElement("p");
    holder.textContent = text;
    return holder.outerHTML;
  }

  // {key: what a reader sees of it}
  function sources(bib) {
    const found = {};
    for (const [, key, body] of bib.matchAll(ENTRY)) {
      const fields = Object.fromEntries([...body.matchAll(FIELD)].map(([, name, value]) => [name, value]));
      const { author, title, journal, howpublished, year, doi } = fields;
      const told = [author.replaceAll(" and ", "; "), title, journal ?? howpublished, year];
      const html = escaped(`${told.filter(Boolean).map(plain).join(". ")}.`);
      found[key] = { name: named(fields), doi, html };
    }
    return found;
  }

  // Several citations in one {cite} are a group, which has brackets by its style.
  function name(tree, references, known, grouped = false) {
    const source = tree.type === "cite" && known[tree.label];
    if (source) {
      delete tree.error;
      tree.children = [{ type: "text", value: grouped ? source.name : `(${source.name})` }];
      references.cite.data[tree.label] = source;
    }
    for (const one of tree.children ?? []) name(one, references, known, tree.type === "citeGroup");
  }

  // Whatever a Markdown cell is given to show passes through the setter of its class.
  function listen(cell, known) {
    const drawn = Object.getPrototypeOf(cell);
    const { get, set } = Object.getOwnPropertyDescriptor(drawn, "mystModel") ?? {};
    if (!set) return; // cells without jupyterlab-myst, which show {cite} as it is written
    Object.defineProperty(drawn, "mystModel", {
      get,
      set(model) {
        if (model.mdast) name(model.mdast, model.references, known);
        set.call(this, model);
      },
    });
  }

  let shared;

  async function part(library) {
    const [version] = Object.values(shared[library]);
    return (await version.get())();
  }

  async function plugin() {
    const { NotebookPanel } = await part("@jupyterlab/notebook");
    return {
      id: "citations:names",
      autoStart: true,
      requires: [NotebookPanel.IContentFactory],
      async activate(app, factory) {
        const asked = { type: "file", format: "text", content: true };
        const file = await app.serviceManager.contents.get(BIBLIOGRAPHY, asked).catch(() => null);
        if (!file) return; // a folder of one's own
        const known = sources(file.content);
        factory.createMarkdownCell = (options) => {
          delete factory.createMarkdownCell; // the class's own, from now on
          const cell = factory.createMarkdownCell(options);
          listen(cell, known);
          return cell;
        };
      },
    };
  }

  window._JUPYTERLAB ??= {};
  window._JUPYTERLAB.citations = {
    init(scope) {
      shared = scope;
    },
    async get() {
      const made = await plugin();
      return () => made;
    },
  };
})();
