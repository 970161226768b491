// Bundles src/ into book/assets/vendor/, manager and embed, each .js and .css: `npm ci && npm run build`, with the Python of
// the course in PYTHON or first on the path. LICENSES.txt beside them collects the licenses of everything that went in.
// The first line of each records the SHA-256 of everything in this folder that decides what is in the bundle;
// tests/book/test_manager.py recomputes it, so a bundle that is not current fails without Node.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execFileSync } from "node:child_process";

const here = dirname(fileURLToPath(import.meta.url));
const python = process.env.PYTHON ?? "python";

const sources = ["build.js", "package.json", "package-lock.json", ...readdirSync(join(here, "src")).map((name) => `src/${name}`)].sort();
const hash = createHash("sha256");
for (const name of sources) hash.update(`${name}\n${readFileSync(join(here, name), "utf8")}`);
const banner = `/* Vein to Vein, what shows widgets on pages without a kernel. Source: widgets/manager. Licenses: LICENSES.txt beside this file. sources sha256 ${hash.digest("hex")} */`;

const { metafile } = await build({
  entryPoints: [join(here, "src/manager.js"), join(here, "src/embed.js")],
  outdir: join(here, "../../book/assets/vendor"),
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  banner: { js: banner, css: banner },
  alias: {
    "sanitize-html": join(here, "src/no_html.js"),
    "@lumino/widgets": join(here, "src/lumino_widgets.js"),
    "lodash/isEqual": join(here, "src/is_equal.js"),
    jquery: join(here, "src/no_jquery.js"),
  },
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } }, // as Lumino builds its sources
  loader: { ".svg": "dataurl", ".png": "dataurl" },
  metafile: true,
  logLevel: "info",
});

// The style of the widgets that are left out, too, would be two thirds of the style sheet, which a page waits for before it
// shows anything: rules for classes that no script names, and properties that no rule asks for.
const vendored = (name) => join(here, "../../book/assets/vendor", name);
const scripts = readFileSync(vendored("manager.js"), "utf8");
const SLIDERS = "noUi-"; // these names are put together while a slider is made
const isNamed = ([, name]) => name.startsWith(SLIDERS) || scripts.includes(name);
const canMatch = (selector) => [...selector.matchAll(/\.([a-z_][\w-]*)/gi)].every(isNamed);

function used(rules) {
  const kept = rules.replace(/([^{}]+)(\{[^{}]*\})/g, (_, selectors, body) => {
    const wanted = selectors.split(/,(?![^(]*\))/).filter(canMatch);
    return wanted.length ? wanted.join() + body : "";
  });
  return withoutIdle(kept);
}

function withoutIdle(rules) {
  const fewer = rules.replace(/(--[\w-]+):[^;}]*;?/g, (all, name) => (rules.includes(`var(${name}`) ? all : "")).replace(/[^{}]+\{\}/g, "");
  return fewer === rules ? rules : withoutIdle(fewer);
}

const [said, ...rules] = readFileSync(vendored("manager.css"), "utf8").split("\n");
writeFileSync(vendored("manager.css"), `${said}\n${used(rules.join("\n"))}`);

// The packages of Project Jupyter name their license without its text; the text comes with its Python package.
const ask = "import importlib.metadata as m; print(next(f for f in m.files('ipywidgets') if 'LICENSE' in f.name).read_text())";
const ofJupyter = execFileSync(python, ["-c", ask]).toString().trim();

function licenseOf(folder) {
  const name = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file));
  return name ? readFileSync(join(folder, name), "utf8").trim() : ofJupyter;
}

const packages = new Set(Object.keys(metafile.inputs).flatMap((path) => path.match(/.*node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
const licenses = [...packages].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return `${name} ${version} (${license})\n\n${licenseOf(folder)}`;
});
writeFileSync(join(here, "../../book/assets/vendor/LICENSES.txt"), `What manager and embed contain, .js and .css, and its licenses.\n\n${licenses.join(`\n\n${"-".repeat(80)}\n\n`)}\n`);
