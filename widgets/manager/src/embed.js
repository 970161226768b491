// An explorer alone on its page, for a frame in anybody's page. ipywidgets would be half of what such a page loads, so the
// controls are made here, of the same slider and with the same names, because the explorer dresses what ipywidgets makes.
import noUiSlider from "nouislider";
import "nouislider/dist/nouislider.css";

const { spec: packed, groups, values, home } = JSON.parse(document.getElementById("v2v-embed").textContent);
const { modules, explorer } = globalThis.cartlab;
const spec = modules.explorer_unshared.unshared(packed, modules.explorer_unshared.sharedParts);
const LOOK_AT = 640; // px: the height in which an explorer with two columns shows all it has
const OF_SCREEN = 0.85; // of a phone's screen: sliders and the panel that follows them stay in sight together
const LEAST = 540; // px: in less, the panel and the sliders stand side by side, too small for a phone held upright
const parameters = new Map(spec.model.parameters.map((one) => [one.name, one]));

/** What an explorer asks of its widget. */
class Settings {
  values = Object.fromEntries(Object.entries(values).map(([name, value]) => [`value_${name}`, value]));
  heard = new Map();

  get = (name) => ({ spec, home })[name] ?? this.values[name];

  set(name, value) {
    if (this.values[name] === value) return;
    this.values[name] = value;
    for (const act of this.of(`change:${name}`)) act();
  }

  of(event) {
    if (!this.heard.has(event)) this.heard.set(event, new Set());
    return this.heard.get(event);
  }

  on(event, act) {
    this.of(event).add(act);
  }

  off(event, act) {
    this.of(event).delete(act);
  }

  save_changes() {} // there is no kernel
}

// The reader's colors.
const dark = matchMedia("(prefers-color-scheme: dark)");
const color = () => (document.documentElement.dataset.theme = dark.matches ? "dark" : "light");
dark.addEventListener("change", color);
color();

const settings = new Settings();
let made = 0;

function node(tag, name, ...children) {
  const one = document.createElement(tag);
  one.className = name;
  one.append(...children);
  return one;
}

function labelled(kind, label, field) {
  field.id = `v2v-field-${made++}`;
  const text = node("label", "widget-label", label);
  text.htmlFor = field.id;
  return node("div", kind, text, field);
}

/** Follow a control, and let the control follow: show(value) writes a value into it. */
function follow(name, show) {
  const key = `value_${name}`;
  settings.on(`change:${key}`, () => show(settings.get(key)));
  show(settings.get(key));
  return (value) => settings.set(key, value);
}

const MAKE = {
  number: makeSlider,
  whole: makeSlider,
  switch({ name, label }) {
    const box = node("input", "");
    box.type = "checkbox";
    const tell = follow(name, (on) => (box.checked = on));
    box.addEventListener("change", () => tell(box.checked));
    return node("div", "widget-checkbox", node("label", "widget-label-basic", box, node("span", "", label)));
  },
  choice({ name, label, choices }) {
    const list = node("select", "", ...choices.map((one) => node("option", "", one.label)));
    const tell = follow(name, (place) => (list.selectedIndex = place));
    list.addEventListener("change", () => tell(list.selectedIndex));
    return labelled("widget-dropdown", label, list);
  },
};

function makeSlider({ name, label, low, high, scale, kind }) {
  const target = node("div", "");
  const [to, from] = scale === "log" ? [Math.log10, (place) => 10 ** place] : [Number, Number];
  const slider = noUiSlider.create(target, {
    start: to(low),
    range: { min: to(low), max: to(high) },
    step: kind === "whole" ? 1 : undefined,
    animate: false,
    format: { from: Number, to: Number },
  });
  const tell = follow(name, (value) => slider.set(to(value)));
  slider.on("slide", ([place]) => tell(from(place)));
  return node("div", "widget-slider", node("label", "widget-label", label), node("div", "slider-container", target), node("div", "widget-readout"));
}

function makeControl(name) {
  const parameter = parameters.get(name),
    control = MAKE[parameter.kind]({ ...parameter, label: parameter.label || parameter.about });
  control.classList.add("v2v-control", `v2v-p-${name}`);
  return control;
}

const column = node("div", "v2v-controls");
for (const [legend, names] of groups) {
  const title = legend ? [node("div", "widget-label v2v-group-name", legend)] : [];
  column.append(node("div", "v2v-group", ...title, ...names.map(makeControl)));
}
const picture = node("div", ""),
  box = node("div", "v2v-explorer", column, picture),
  place = document.querySelector("main"),
  foot = document.querySelector("footer");
place.append(box);
explorer.render({ model: settings, el: picture });

// The page around may give the frame the height that it is told; one number, and of no other page's business.
let told = 0;
function tellHeight() {
  const wanted = innerWidth < modules.explorer_layout.WIDE.page ? Math.max(LEAST, Math.round(screen.availHeight * OF_SCREEN)) : Math.max(LOOK_AT, box.offsetHeight + foot.offsetHeight);
  if (wanted !== told) parent.postMessage({ type: "v2v-height", height: wanted }, "*");
  told = wanted;
}
new ResizeObserver(tellHeight).observe(box);
addEventListener("resize", tellHeight);

// The way to the lesson takes along where the sliders stand.
const way = foot.querySelector("a");
way.addEventListener("click", () => {
  const { fragment } = modules.explorer_link;
  const controlled = spec.sliders.map((name) => parameters.get(name));
  const now = Object.fromEntries(spec.sliders.map((name) => [name, settings.get(`value_${name}`)]));
  way.hash = fragment(spec.title, now, controlled);
});
