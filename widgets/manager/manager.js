// The widgets of a page without a kernel: makes those that explorers are made of, of what the book's build has stored of
// ipywidgets. Their parts have the names that ipywidgets gives them, because the explorer dresses both alike.
// The front end of ipywidgets itself is larger than all that draws (64 kB, packed, of 250), and takes longer to start.
(() => {
  const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
  const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
  const EXPLORER = `.v2v-live ${VIEW}`; // its stored picture is beside it
  const REFERENCE = "IPY_MODEL_"; // how ipywidgets names a widget in the state of another

  const models = new Map(), // {name: Model}
    rendering = []; // what an anywidget draws waits until its place is on the page
  let fields = 0;

  const referred = (text) => models.get(text.replace(REFERENCE, ""));

  // ---------------------------------------------------------------- what widgets say

  /** What a widget says, and who listens: as much of a model as an anywidget asks for. */
  class Model {
    views = {};
    heard = new Map();
    widget_manager = { get_model: async (name) => models.get(name) };

    constructor({ model_name, state }) {
      Object.assign(this, { kind: model_name, state });
    }

    get(name) {
      return this.state[name];
    }

    set(name, value) {
      if (Object.is(this.state[name], value)) return;
      this.state[name] = value;
      for (const event of [`change:${name}`, "change"]) for (const act of [...this.acts(event)]) act();
    }

    acts(event) {
      if (!this.heard.has(event)) this.heard.set(event, new Set());
      return this.heard.get(event);
    }

    on(event, act) {
      this.acts(event).add(act);
    }

    off(event, act) {
      this.acts(event).delete(act);
    }

    save_changes() {} // there is no kernel
  }

  /** Let two widgets say the same: what the source says is said first. */
  const LINK = {
    LinkModel({ source, target }) {
      follow(source, target)();
      follow(target, source);
    },
    DirectionalLinkModel: ({ source, target }) => follow(source, target)(),
  };

  function follow([from, what], [to, same]) {
    const tell = () => referred(to).set(same, referred(from).get(what));
    referred(from).on(`change:${what}`, tell);
    return tell;
  }

  /** Make the models of a part of the page's state. */
  function makeModels({ state }) {
    for (const [name, one] of Object.entries(state)) models.set(name, new Model(one));
    for (const { model_name, state: said } of Object.values(state)) LINK[model_name]?.(said);
  }

  const parts = [...document.querySelectorAll(STATE)];

  /** The model of a widget: the page holds models in parts, in the order of its views. */
  function modelOf(name) {
    while (parts.length && !models.has(name)) makeModels(JSON.parse(parts.shift().textContent));
    return models.get(name);
  }

  // ---------------------------------------------------------------- what widgets show

  function node(tag, name, ...children) {
    const one = document.createElement(tag);
    one.className = name;
    one.append(...children);
    return one;
  }

  /** Let a control show what its model says, and return what tells the model: show(value) writes a value into the control. */
  function bind(model, what, show) {
    let telling = false;
    model.on(`change:${what}`, () => telling || show(model.get(what)));
    show(model.get(what));
    return (value) => {
      telling = true; // the control that was moved shows it already
      try {
        model.set(what, value);
      } finally {
        telling = false;
      }
    };
  }

  function makeBox(model) {
    return node("div", "", ...model.get("children").map((one) => makeView(referred(one))));
  }

  function makeSlider(model, { to = Number, from = Number } = {}) {
    const target = node("div", ""),
      name = model.get("description");
    const slider = noUiSlider.create(target, {
      start: to(model.get("value")),
      range: { min: model.get("min"), max: model.get("max") },
      step: model.get("step") ?? undefined,
      animate: false,
      format: { from: Number, to: Number },
      handleAttributes: [{ "aria-label": name }],
    });
    const tell = bind(model, "value", (value) => slider.set(to(value)));
    slider.on("slide", ([place]) => tell(from(place)));
    const label = node("label", "widget-label", name);
    return node("div", "widget-slider", label, node("div", "slider-container", target), node("div", "widget-readout"));
  }

  function makePicture(model) {
    const el = node("div", "");
    model.views[`view-${fields++}`] = Promise.resolve({ el });
    rendering.push(() => {
      const script = globalThis.cartlab?.[model.get("_esm")]; // the build has left the name of it
      if (!script) return refuse(el);
      return script.render({ model, el });
    });
    return el;
  }

  /** As an explorer says that its model cannot run. */
  function refuse(el) {
    const told = "This part of the page cannot run here. Its script, a file of this site, did not arrive: load the page again.";
    el.classList.add("v2v-picture");
    el.append(node("p", "v2v-error", told));
    for (const around of [".v2v-explorer", ".widget-subarea"]) el.closest(around)?.classList.add("v2v-refused");
  }

  const MAKE = {
    BoxModel: makeBox,
    HBoxModel: makeBox,
    VBoxModel: makeBox,
    AnyModel: makePicture,
    LabelModel: (model) => node("div", "widget-label", model.get("value")),
    FloatSliderModel: (model) => makeSlider(model),
    IntSliderModel: (model) => makeSlider(model, { from: Math.round }),
    FloatLogSliderModel(model) {
      const base = model.get("base");
      const to = base === 10 ? Math.log10 : (value) => Math.log(value) / Math.log(base);
      return makeSlider(model, { to, from: (place) => base ** place });
    },
    CheckboxModel(model) {
      const box = node("input", "");
      box.type = "checkbox";
      const tell = bind(model, "value", (on) => (box.checked = on));
      box.addEventListener("change", () => tell(box.checked));
      const label = node("label", "widget-label-basic", box, node("span", "", model.get("description")));
      return node("div", "widget-checkbox", label);
    },
    DropdownModel(model) {
      const list = node("select", "", ...model.get("_options_labels").map((one) => node("option", "", one)));
      const label = node("label", "widget-label", model.get("description"));
      list.id = label.htmlFor = `v2v-field-${fields++}`;
      const tell = bind(model, "index", (place) => (list.selectedIndex = place ?? -1));
      list.addEventListener("change", () => tell(list.selectedIndex));
      return node("div", "widget-dropdown", label, list);
    },
  };

  function makeView(model) {
    const make = MAKE[model.kind];
    if (!make) throw new Error(`This page cannot show the widget ${model.kind}: widgets/manager/manager.js does not know it.`);
    const made = make(model);
    made.classList.add(...(model.get("_dom_classes") ?? []));
    return made;
  }

  /** Show the widget whose place on the page a script marks. */
  function showOne(script) {
    const model = modelOf(JSON.parse(script.textContent).model_id);
    if (!model) return;
    script.before(node("div", "widget-subarea", makeView(model)));
    for (const render of rendering.splice(0)) tryTo(render);
  }

  /** One widget that fails must not take the others with it; its stored picture stays. */
  function tryTo(act) {
    try {
      Promise.resolve(act()).catch(console.error);
    } catch (reason) {
      console.error(reason);
    }
  }

  function tryToShow(script) {
    tryTo(() => showOne(script));
    rendering.length = 0; // of one that failed
  }

  const nextFrame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));
  const everyScript = new Promise((resume) => document.addEventListener("DOMContentLoaded", resume));

  async function show() {
    const first = document.querySelector(EXPLORER);
    if (first) tryToShow(first); // the questions about it, and their script, which may not be there yet, can wait
    await nextFrame();
    await everyScript;
    for (const script of document.querySelectorAll(VIEW)) {
      if (script === first) continue;
      tryToShow(script);
      await nextFrame(); // the first explorer answers while the others are still being made
    }
    document.dispatchEvent(new Event("v2v-widgets-shown"));
  }

  show();
})();
