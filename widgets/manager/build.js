// Bundles src/ into book/assets/vendor/manager.js and .css: `npm ci && npm run build`.
// The first line of both records the SHA-256 of everything in this folder that decides what is in the bundle, and the
// version of anywidget; tests/book/test_manager.py recomputes it, so a bundle that is not current fails without Node.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
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
const anywidgetFrontEnd = {
  name: "anywidget-front-end",
  setup(builder) {
    builder.onResolve({ filter: /^anywidget-front-end$/ }, () => ({ path: anywidget }));
    builder.onLoad({ filter: /nbextension[\\/]index\.js$/ }, () => ({
      contents: readFileSync(anywidget, "utf8").replace(/^define\(\["@jupyter-widgets\/base"\], (\w+)\);$/m, "export default $1;"),
    }));
  },
};

await build({
  entryPoints: [join(here, "src/manager.js")],
  outfile: join(here, "../../book/assets/vendor/manager.js"),
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  banner: { js: banner, css: banner },
  alias: { "sanitize-html": join(here, "src/no_html.js") },
  plugins: [anywidgetFrontEnd],
  loader: { ".svg": "dataurl", ".png": "dataurl" },
  metafile: true,
  logLevel: "info",
});
