// Bundles src/ into book/assets/vendor/manager.js and .css: `npm ci && npm run build`, with the Python of the course
// in PYTHON or first on the path. LICENSES.txt beside them collects the licenses of everything that went in.
// The first line of both records the SHA-256 of everything in this folder that decides what is in the bundle, and the
// version of anywidget; tests/book/test_manager.py recomputes it, so a bundle that is not current fails without Node.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.PYTHON ?? "python";
const anywidget = execFileSync(python, ["-c", "import anywidget, pathlib; print(pathlib.Path(anywidget.__file__).parent / 'nbextension/index.js')"]).toString().trim();

const sources = ["build.js", "package.json", "package-lock.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)].sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(`${name}\n${readFileSync(join(here, name), "utf8")}`);
hash.update(readFileSync(anywidget, "utf8"));
const banner = `/* Vein to Vein, widget manager for static pages. Source: widgets/manager. Licenses: LICENSES.txt beside this file. sources sha256 ${hash.digest("hex")} */`;

// The front end of anywidget comes with its Python package as an AMD module; the last line hands over the one function.
// After two seconds it rejects a promise that nobody on a page awaits: an error in the log of every slow phone.
const anywidgetFrontEnd = {
  name: "anywidget-front-end",
  setup(builder) {
    builder.onResolve({ filter: /^anywidget-front-end$/ }, () => ({ path: anywidget }));
    builder.onLoad({ filter: /nbextension[\\/]index\.js$/ }, () => ({
      contents: readFileSync(anywidget, "utf8").replace(/^define\(\["@jupyter-widgets\/base"\], (\w+)\);$/m, "export default $1;")
        .replace("this.ready = resolvers.promise;", "$&\n    this.ready.catch(() => {});"),
    }));
  },
};

// ipywidgets hands every label to MathJax 2; the book has MathJax 3, on pages with formulas, once it has started.
const newMathJax = {
  name: "new-mathjax",
  setup(builder) {
    builder.onLoad({ filter: /controls[\\/]lib[\\/]utils\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace("MathJax.Hub.Queue(['Typeset', MathJax.Hub, element])", "MathJax.typesetPromise?.([element])"),
    }));
  },
};

const { metafile } = await build({
  entryPoints: [join(here, "src/manager.js")],
  outfile: join(here, "../../book/assets/vendor/manager.js"),
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  banner: { js: banner, css: banner },
  alias: { "sanitize-html": join(here, "src/no_html.js") },
  plugins: [anywidgetFrontEnd, newMathJax],
  loader: { ".svg": "dataurl", ".png": "dataurl" },
  metafile: true,
  logLevel: "info",
});

// The packages of Project Jupyter name their license without its text; the text comes with its Python package.
const ask = "import importlib.metadata as m, json\n" +
  "def text(name): return next(f for f in m.files(name) if 'LICENSE' in f.name).read_text().strip()\n" +
  "print(json.dumps({'anywidget': text('anywidget'), 'ipywidgets': text('ipywidgets'), 'version': m.version('anywidget')}))";
const fromPython = JSON.parse(execFileSync(python, ["-c", ask]).toString());

function licenseOf(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return name ? readFileSync(join(folder, name), "utf8").trim() : fromPython.ipywidgets;
}

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const licenses = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${licenseOf(folder)}`;
});
licenses.push(`anywidget ${fromPython.version} (MIT)\n\n${fromPython.anywidget}`);
writeFileSync(join(here, "../../book/assets/vendor/LICENSES.txt"), `What manager.js and manager.css contain, and its licenses.\n\n${licenses.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
