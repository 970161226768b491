// An explorer: runs its model whenever a control moves, and draws what the model says.
import { build } from "../language/chain.js";
import { dressControls } from "./controls.js";
import { makeEnlarge } from "./enlarge.js";
import { makeKept, nameOf } from "./kept.js";
import { makeLayout } from "./layout.js";
import { makeLegend } from "./legend.js";
import { crewOfPage } from "./many/crew.js";
import { fragment, frameLine, readFragment } from "./link.js";
import { button, glued, node, spokenLine } from "./nodes.js";
import { kindOf } from "./panel.js";
import { makeNumbers } from "./numbers.js";
import { makeReadings } from "./readings.js";
import { saveCommaCsv, saveCsv, savePicture, saveVector } from "./save.js";
import { PATIENCE, refuse } from "./refuse.js";
import { inBook, keepAtOnce, recall, remember } from "./remember.js";
import { readPalette, watchTheme } from "./theme.js";
import { raw, taken } from "./settings.js";
import { goTo, keepInSight } from "./sight.js";
import { letSwipesPass } from "./swipes.js";
import { makeScenes, makeTools } from "./tools.js";
import { makeTrail } from "./undo.js";
import { sharedParts, unshared } from "./unshared.js";
import { makeViews } from "./views.js";
import { sentence } from "./wording.js";

const REST = 250; // ms after the last movement
const NUMBERS = 100; // ms: so often at most are numbers written while a hand moves
const SLOW = 8; // ms: where scripts take longer for a drawing, the run included, panels are drawn in turns
const FRAME = 12; // ms: an older drawing may be replaced at once, a younger one waits for its frame
const ON_PAPER = { wide: 640, tall: 300 }; // px of a plot in a file

/** The pictures on this page, for tests and for who frames one: {el, arrays, painted, main, values, summary, settled, address}. */
const pictures = () => ((globalThis.cartlab ??= {}).pictures ??= []);

/** Draw the picture of `picture` (a Picture widget) in `el`. Returns what undoes it. */
export function render({ model: picture, el }) {
  const spec = unshared(picture.get("spec"), sharedParts);
  el.classList.add("v2v-picture");
  let model;
  try {
    model = build(spec.model);
  } catch (error) {
    refuse(el, `This model cannot run here. ${error.message}`);
    return undefined;
  }
  return new Explorer(picture, el, spec, model).remove;
}

const bySlider = (spec, make) => Object.fromEntries(spec.sliders.map((name) => [name, make(name)]));

/** One picture on the page, with everything it owns. */
class Explorer {
  constructor(picture, el, spec, model) {
    Object.assign(this, { picture, el, spec, model });
    this.parameters = new Map(spec.model.parameters.map((one) => [one.name, one]));
    this.p = model.defaults();
    for (const [name, value] of Object.entries(spec.start)) this.p[model.index.get(name)] = value;
    this.reference = Float64Array.from(this.p);
    this.atStart = bySlider(spec, (name) => this.raw(name, this.p[model.index.get(name)]));
    // What is drawn may be older than where the controls stand: the model could not follow them.
    Object.assign(this, {
      drawings: 0,
      drawnAt: 0,
      late: 0, // drawings of all panels, one after the other, that took too long
      behind: false, // whether a panel shows an older run than the others
      made: performance.now(),
      drawn: null,
      run: null,
      trail: makeTrail(),
      said: "",
      waiting: [],
    });
    this.stop = new AbortController();
    this.build();
    this.listen();
    this.whenReady();
  }

  // What the page shows.

  build() {
    const { spec, el } = this;
    this.palette = () => (this.colors ??= readPalette(this.el));
    this.view = node("div", { class: "v2v-view" });
    this.summary = spokenLine("v2v-summary", { "aria-live": "polite" });
    this.notice = spokenLine("v2v-notice", { role: "status" });
    this.error = node("div", { class: "v2v-error", role: "alert" });
    this.error.hidden = true;
    const level = node("h3", { text: spec.title });
    this.shelf = node("div", { class: `v2v-panels ${spec.panels.length > 2 ? "v2v-three" : ""}` });
    const host = () => this.shelf.appendChild(node("div", { class: "v2v-plot" }));
    this.foot = node("div", { class: "v2v-foot" }, ...this.summary.nodes);
    el.append(this.view, this.foot);
    this.view.append(this.error);
    this.readings = makeReadings({ host: this.view, readouts: spec.readouts });
    this.kept = makeKept({ changed: () => this.compare(), more: () => this.keepThis(), home: () => this.tools.focusKeep() });
    this.view.append(this.shelf);

    const names = [],
      hosts = spec.panels.map(() => host());
    let first = null;
    const reference = () => (first ??= this.model.simulate(this.reference, { rtol: spec.tolerances.resting }));
    this.panels = spec.panels.map((panel, i) =>
      kindOf(panel.kind).make({
        panel,
        model: this.model,
        units: spec.units,
        rtol: spec.tolerances.moving,
        palette: this.palette,
        sync: this.pointer(panel),
        names,
        reference,
        main: () => this.isMain(panel),
        height: () => this.layout.height(),
        onDone: () => this.tellRest(),
        address: () => this.address(),
        go: (address) => this.go(address),
        host: hosts[i],
      }),
    );
    this.plots = this.panels.filter(({ plot }) => plot);
    this.below = this.panels.flatMap(({ below }) => below ?? []);
    this.numbers = makeNumbers({
      panels: this.panels.flatMap(({ table }, i) => (table ? [{ table, host: hosts[i] }] : [])),
      opened: () => this.tellRest(),
    });
    if (this.numbers.toggle) this.foot.append(this.numbers.toggle);
    const isPlot = (_, i) => this.panels[i].plot;
    this.main = spec.panels.find(({ kind }) => kindOf(kind).leads) ?? spec.panels.find(isPlot);
    this.leads = this.panels.filter((_, i) => this.isMain(spec.panels[i]));
    spec.panels.forEach((panel, i) => {
      hosts[i].classList.toggle("v2v-main", this.isMain(panel));
      hosts[i].classList.toggle("v2v-in-words", !this.panels[i].plot);
    });
    this.views = this.panels.flatMap(({ plot }, i) =>
      spec.panels[i].view ? [{ ...spec.panels[i].view, plot, host: plot.holder.parentElement }] : [],
    );
    this.curves = this.panels.filter(({ hide }) => hide);
    this.tools = makeTools({ acts: this.acts(), logs: this.panels.some(({ canLog }) => canLog) ? true : null });
    this.header = node("header", { class: "v2v-header" }, level, this.tools.bar, ...this.notice.nodes);
  }

  /** Panels on one time axis show the same moment under the pointer. */
  pointer(panel) {
    const home = ({ outputs }) => this.model.home(outputs[0]);
    const together = this.spec.panels.filter((one) => one.outputs && panel.outputs && home(one) === home(panel));
    this.pointers ??= `v2v-${Math.random()}`;
    return together.length > 1 ? `${this.pointers}-${home(panel).title}` : null;
  }

  /** Whether a panel is the main plot, or another view of it. */
  isMain(panel) {
    return panel === this.main || Boolean(panel.view && panel.view.of === this.main.view?.of);
  }

  acts() {
    return {
      reset: () => {
        this.notice.write("");
        this.set(this.atStart);
        this.rest();
        this.refit(); // what was written since then may have changed what stands where
      },
      undo: () => this.undo(),
      keep: (on) => this.keep(on),
      log: (on) => {
        for (const panel of this.panels) panel.setLog?.(on);
        this.tellRest();
      },
      csv: () => this.hasDrawn() && saveCsv(this.about()),
      commaCsv: () => this.hasDrawn() && saveCommaCsv(this.about()),
      picture: this.plots.length ? () => this.hasDrawn() && this.savePicture() : null,
      vector: this.plots.length ? () => this.hasDrawn() && this.saveVector() : null,
      link: inBook() && this.spec.sliders.length && !this.picture.get("home") ? () => this.hasDrawn() && this.copyLink() : null,
      embed: this.picture.get("embed") && location.protocol !== "file:" ? () => this.hasDrawn() && this.copyLine() : null,
    };
  }

  plotsInSight() {
    return this.plots.map(({ plot }) => plot).filter(({ holder }) => holder.checkVisibility());
  }

  /** On paper a picture has the colors of paper and a size of its own, whatever the screen has. */
  saveVector() {
    const paint = (onPaper) => {
      this.el.classList.toggle("v2v-paper", onPaper);
      this.colors = null;
    };
    paint(true);
    const plots = this.plotsInSight();
    saveVector({ ...this.about(), plots: plots.map((plot) => plot.vector(ON_PAPER)), palette: this.palette() });
    paint(false);
    for (const plot of plots) plot.rebuild();
  }

  savePicture() {
    const plots = this.plotsInSight();
    for (const plot of plots) plot.catchUp();
    savePicture({ ...this.about(), plots, palette: this.palette(), size: ON_PAPER });
  }

  /** Whether there is something to take home; otherwise the reader is told. */
  hasDrawn() {
    this.rest();
    if (this.run === null) this.notice.write("There is nothing to save: the model could not run with these values.");
    return this.run !== null;
  }

  about() {
    const settings = this.spec.model.parameters.map(({ name, unit }, i) => ({ name, unit, value: this.drawn[i] }));
    return { title: this.spec.title, sentence: this.said, settings, stages: this.spec.model.chain ?? [this.spec.model], run: this.run };
  }

  // From the controls to the model.

  /** A parameter's value as its control says it. */
  raw(name, value) {
    return raw(this.parameters.get(name), value);
  }

  /** What the model takes for what the control of `name` says. */
  taken(name) {
    return taken(this.parameters.get(name), this.picture.get(`value_${name}`), this.spec.steps[name]);
  }

  values() {
    return bySlider(this.spec, (name) => this.p[this.model.index.get(name)]);
  }

  /** What the controls said when the curves that are seen were drawn. */
  good() {
    return this.drawn ? bySlider(this.spec, (name) => this.raw(name, this.drawn[this.model.index.get(name)])) : this.atStart;
  }

  /** Move several controls as one movement. values: {name: what the control says}. */
  set(values) {
    this.quiet = true;
    for (const [name, value] of Object.entries(values)) {
      const { kind } = this.parameters.get(name);
      this.picture.set(`value_${name}`, kind === "switch" ? Boolean(value) : value);
    }
    this.picture.save_changes();
    this.quiet = false;
    this.moved();
  }

  listen() {
    this.onChange = new Map(this.spec.sliders.map((name) => [`change:value_${name}`, () => this.quiet || this.moved(name)]));
    for (const [event, act] of this.onChange) this.picture.on(event, act);
    const { signal } = this.stop;
    const stopTheme = watchTheme(() => this.recolor());
    signal.addEventListener("abort", stopTheme);
    for (const end of ["beforeunload", "pagehide"]) addEventListener(end, () => this.leave(), { signal }); // the later one is too late for reloading
    addEventListener("popstate", () => this.comeBack(), { signal });
    addEventListener("hashchange", () => this.restore(), { signal });
    addEventListener("pointerup", () => this.released(), { signal, capture: true });
    addEventListener("beforeprint", () => this.onPaper(true), { signal });
    addEventListener("afterprint", () => this.onPaper(false), { signal });
    addEventListener("resize", () => this.resized(), { signal });
    // In the next frame: what fits itself at once changes sizes that the observer could not deliver any more.
    this.sizes = new ResizeObserver(() => requestAnimationFrame(() => this.resized()));
    this.sizes.observe(this.view);
  }

  /** A control moved (all of them where none is named): run and draw, now or in this frame. */
  moved(name) {
    let changed = false;
    for (const one of name ? [name] : this.spec.sliders) {
      const value = this.taken(one),
        i = this.model.index.get(one);
      changed ||= this.p[i] !== value;
      this.p[i] = value;
      this.controls?.place(one, value);
    }
    if (!changed || !this.box) return;
    this.rested = false;
    this.numbersTimer ??= setTimeout(() => this.writeNumbers(), NUMBERS);
    clearTimeout(this.restTimer);
    this.restTimer = setTimeout(() => this.rest(), REST);
    if (this.frame) return;
    if (performance.now() - this.drawnAt >= FRAME) this.draw(false);
    else this.frame = requestAnimationFrame(() => this.draw(false));
  }

  draw(settled) {
    const { moving, resting } = this.spec.tolerances,
      since = performance.now() - this.drawnAt;
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.drawnAt = performance.now();
    try {
      this.run = this.model.simulate(this.p, { rtol: settled ? resting : moving });
    } catch (problem) {
      this.fail(problem);
      return;
    }
    this.drawn = this.p.slice();
    if (!settled && this.late > 1 && since < NUMBERS) this.drawInTurn();
    else this.drawAll(settled);
    this.drawings += 1;
    this.tellDrawn();
    if (this.box.dataset.state) this.recover();
  }

  drawAll(settled) {
    for (const panel of this.panels) panel.draw(this.run, this.p, settled);
    this.behind = false;
    if (!settled) queueMicrotask(() => this.judge()); // uPlot paints just before
  }

  /** Whether the computer keeps up with the hand: one long drawing may be an accident. */
  judge() {
    if (!this.rested) this.late = performance.now() - this.drawnAt > SLOW ? this.late + 1 : 0;
  }

  /** Of the panels in sight the main one follows the hand at once, and the others one after the other. */
  drawInTurn() {
    const seen = this.panels.filter(({ plot }) => plot?.inSight() ?? true);
    const first = seen.find((one) => this.leads.includes(one)) ?? seen.find(({ plot }) => plot) ?? seen[0],
      others = seen.filter((one) => one !== first);
    const next = others[this.drawings % (others.length + 1)]; // none in one turn of all
    for (const panel of [first, next]) panel?.draw(this.run, this.p, false);
    this.behind = true;
  }

  /** Numbers beside sliders and plots. Nobody reads sixty in a second, and to write one costs a browser more than a picture. */
  writeNumbers() {
    clearTimeout(this.numbersTimer);
    this.numbersTimer = null;
    for (const [name, value] of Object.entries(this.values())) this.controls.say(name, value);
    if (this.run !== null) this.readings.draw(this.run);
  }

  /** No style depends on the number of drawings: it would be worked out anew with each of them. */
  tellDrawn() {
    this.box.dataset.drawn = this.drawings;
    if (!this.box.classList.contains("v2v-drawn")) this.box.classList.add("v2v-drawn");
  }

  /** The hand rests: exact numbers, the sentence, axes that fit, and controls that say what was taken. */
  rest() {
    if (this.rested || !this.box) return;
    clearTimeout(this.restTimer);
    this.rested = true;
    this.draw(true);
    this.writeNumbers();
    this.restIdle();
    if (this.run !== null) this.said = sentence(this.spec.says, this.run);
    this.summary.write(glued(this.said), this.heard());
    this.readings.tell();
    if (!this.box.dataset.state) this.settleControls();
    this.remember();
    this.tellRest();
  }

  /** The sentence for a voice: verdicts that it does not tell follow it, so that each is said once. */
  heard() {
    const told = this.spec.says.map(({ text }) => text);
    const verdicts = this.panels.map(({ verdict }) => verdict).filter((one) => one && !told.includes(one.of?.text ?? null));
    return [this.said, ...verdicts.map(({ text }) => text())].join(" ");
  }

  /** A control that cannot act where the others stand rests, and says why. */
  restIdle() {
    for (const name of this.spec.sliders) {
      const { needs } = this.parameters.get(name);
      if (!needs) continue;
      const { label, kind } = this.parameters.get(needs);
      this.controls.enable(
        name,
        this.p[this.model.index.get(needs)] !== 0,
        `does nothing while “${label}” is ${kind === "switch" ? "off" : "at 0"}`,
      );
    }
  }

  settleControls() {
    if (this.held()) return;
    this.quiet = true;
    for (const name of this.spec.sliders) {
      const { kind } = this.parameters.get(name),
        value = this.p[this.model.index.get(name)];
      if (kind === "number" && this.picture.get(`value_${name}`) !== value) this.picture.set(`value_${name}`, value);
    }
    this.picture.save_changes();
    this.quiet = false;
    for (const [name, value] of Object.entries(this.values())) this.controls?.rest(name, value);
    this.fitWhatIsWritten(); // a longer sentence, notes at controls
  }

  /** The page is left, perhaps before the hand was seen to rest. */
  leave() {
    this.rest();
    keepAtOnce();
  }

  held() {
    return Boolean(this.box.querySelector(".noUi-active"));
  }

  /** A handle was let go: what waited for that happens as soon as noUiSlider has heard of it, too. */
  released() {
    if (this.box) setTimeout(() => (this.rested ? this.settleControls() : this.rest()), 0);
  }

  settled() {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.tellRest();
    });
  }

  tellRest() {
    if (!this.rested || this.panels.some(({ computing }) => computing?.())) return;
    if (this.run !== null) {
      for (const { plot, inWords } of this.plots) plot.describe(inWords?.() ?? "");
      this.numbers.tell();
    }
    if (!this.whole) {
      this.tellWhoWorks();
      this.refit(); // what many runs say is written under their panels now
    } else this.fitWhatIsWritten();
    this.whole = true;
    if (this.below.length) this.remember();
    for (const tell of this.waiting.splice(0)) tell();
  }

  /** Where no worker may start, the reader hears why many runs take their time. */
  tellWhoWorks() {
    if (!this.panels.some(({ computing }) => computing) || crewOfPage().atWork()) return;
    this.notice.write(
      "This site or browser forbids pages to compute in the background, so this page makes many runs between its other work: their curves come later.",
    );
  }

  // When the model cannot follow.

  fail(problem) {
    if (this.behind) for (const panel of this.panels) panel.draw(this.run, this.drawn, false);
    this.behind = false;
    this.box.dataset.state = "error";
    this.tellDrawn(); // what cannot be drawn must be seen to be read
    this.error.replaceChildren(
      node("p", { text: `These values are too much for the model: ${problem.message} The curves are still those from before.` }),
      button("Go back to the last values", () => this.set(this.good()), { class: "v2v-btn" }),
    );
    this.error.hidden = false;
  }

  recover() {
    delete this.box.dataset.state;
    this.error.hidden = true;
  }

  // What the tools do.

  keep(on) {
    if (on) this.keepThis();
    else this.kept.clear();
    if (this.run !== null) this.notice.write("", on ? "The curve of these values is kept, to compare with." : "The kept curve is gone.");
  }

  /** Keep what is seen now, beside what is kept already. */
  keepThis() {
    this.finish(); // what is not there yet cannot be kept
    if (this.run === null) {
      this.tools.showKept(this.kept.all().length > 0);
      return;
    }
    const name = nameOf(this.good(), this.atStart, this.controlled(), this.spec.units);
    this.kept.put({ name, run: this.run, address: this.address() });
  }

  /** Show what is kept: the newest in all panels, the others where curves run against time. */
  compare() {
    const all = this.kept.all(),
      told = all.length > 1 ? all : all.map((one) => ({ ...one, letter: "" })),
      { run = null, letter } = told.at(-1) ?? {};
    this.tools.showKept(all.length > 0);
    this.readings.keep(run, letter);
    this.readings.tell();
    for (const panel of this.panels) panel.keep(run, told);
    this.remember();
    this.refit(); // the line that names them came, grew or went
    this.tellRest();
  }

  /** Back to where the controls stood when the hand rested the last time. */
  undo() {
    this.rest();
    const place = this.trail.back();
    if (place === null) return;
    this.go(place);
    this.notice.write("", this.said);
  }

  play(scene) {
    const values = Object.fromEntries(Object.entries(scene).map(([name, value]) => [name, this.raw(name, value)]));
    this.set({ ...this.atStart, ...values });
    this.rest();
  }

  /** The fragment of an address that brings back the curves that are seen. */
  address() {
    return fragment(this.spec.title, this.good(), this.controlled());
  }

  remember() {
    if (!this.drawn) return;
    this.trail.rested(this.address());
    this.tools.showWayBack(this.trail.any());
    const curves = this.kept.all().map(({ address }) => address);
    remember(this.spec.title, { now: this.address(), curves, below: this.below.map(({ left }) => left()) });
  }

  /** Set the controls as a fragment of this explorer says. */
  go(address) {
    this.set(this.asked(address).values);
    this.rest();
  }

  /** The parameters that have a control. */
  controlled() {
    return this.spec.sliders.map((name) => this.parameters.get(name));
  }

  /** What a fragment asks of this explorer: {values of all controls, refused}; null if it speaks of another. */
  asked(hash) {
    const found = readFragment(hash, this.spec.title, this.controlled(), this.spec.steps);
    return found && { ...found, values: { ...this.atStart, ...found.values } };
  }

  copyLink() {
    history.replaceState(history.state, "", this.address());
    const link = Object.assign(new URL(location.href), { search: "" }); // what this page was asked besides is for this reader
    const done = () => this.notice.write("The address of this page now holds these values; it is copied.");
    const byHand = () => this.notice.write("The address of this page now holds these values: copy it from above.");
    navigator.clipboard ? navigator.clipboard.writeText(link.href).then(done, byHand) : byHand();
  }

  /** The line of HTML that shows this explorer, as it stands, in a page of the reader's own. */
  copyLine() {
    const place = new URL(this.picture.get("embed"), location.href);
    const line = frameLine(place.href + this.address(), this.spec.title);
    const told = (how) => () => this.notice.write(`${how} ${line}`, how);
    const byHand = told("Copy this line into a page of yours:");
    const done = told("The line that shows this explorer in a page of yours is copied:");
    navigator.clipboard ? navigator.clipboard.writeText(line).then(done, byHand) : byHand();
  }

  /** Set the controls as they stood when the reader left this entry of the history. Returns whether there was anything. */
  comeBack() {
    const left = recall(this.spec.title);
    if (!left || !this.box) return false;
    this.below.forEach((one, i) => one.comeBack(left.below[i] ?? []));
    this.kept.clear();
    for (const address of left.curves ?? []) {
      // an entry that an older edition of the page has left knows none
      this.set(this.asked(address).values);
      this.keepThis();
    }
    this.go(left.now);
    return true;
  }

  /** Set the controls as the address says, if it speaks of this explorer; what the reader did since then comes first. */
  restore() {
    if (this.comeBack()) return;
    const asked = this.asked(location.hash);
    this.remember(); // a new entry holds nothing yet
    if (!asked || !this.box) return;
    this.set(asked.values);
    this.rest();
    const refusals = asked.refused.join(" ");
    this.notice.write(refusals ? `${refusals} The other values of the link are set.` : "");
    goTo(this.box);
  }

  // Coming onto the page, and changing with it.

  /** ipywidgets puts the views in place one by one; start when all of them are there. */
  whenReady() {
    if (this.stop.signal.aborted) return;
    const box = this.el.closest(".v2v-explorer");
    const controls =
      box &&
      this.view.clientWidth > 0 &&
      dressControls({
        box,
        spec: this.spec,
        set: (name, value) => this.set({ [name]: value }),
        value: (name) => this.p[this.model.index.get(name)],
        tell: (text) => this.notice.write(text),
      });
    if (!box && performance.now() - this.made > PATIENCE) {
      refuse(this.el, "This picture is a part of an explorer and cannot stand alone: show the explorer itself.");
      return;
    }
    if (!controls) {
      this.frame = requestAnimationFrame(() => this.whenReady());
      return;
    }
    this.frame = 0;
    this.colors = null; // what was read before the tokens were in reach
    Object.assign(this, { box, controls });
    makeLegend({
      host: this.view,
      panels: this.curves.filter((one) => !this.views.some(({ plot }) => plot === one.plot)).map(({ outputs }) => outputs),
      palette: this.palette,
      hide: (name, hidden) => {
        for (const one of this.curves) one.hide(name, hidden);
        this.tellRest();
      },
    });
    for (const target of box.querySelectorAll(".noUi-target")) letSwipesPass(target, this.stop.signal);
    box.prepend(this.header, this.kept.line);
    keepInSight({ box, panels: this.shelf, controls: controls.column, signal: this.stop.signal });
    this.sizes.observe(this.header); // it grows with the letters of the page
    if (this.numbers.place) box.after(this.numbers.place); // behind the box: what sticks in it never covers a table
    (this.numbers.place ?? box).after(...this.below.map(({ place }) => place));
    const scenes = makeScenes({ scenes: this.spec.scenes, play: (scene) => this.play(scene) });
    if (scenes) controls.column.append(scenes);
    this.stop.signal.addEventListener("abort", () => {
      controls.remove();
      scenes?.remove();
    });
    const { view, shelf: panels, header, foot } = this,
      { line: curves } = this.kept;
    const plots = this.plots.map(({ plot }) => plot);
    this.layout = makeLayout({ box, view, panels, plots, header, curves, foot, controls: controls.column, scenes });
    // Out of sight it has the height that it had when it was seen.
    box.addEventListener("contentvisibilityautostatechange", () => this.fitWhatIsWritten(), { signal: this.stop.signal });
    this.enlarge = makeEnlarge({ box, name: this.spec.title, plots, changed: () => this.refit() });
    makeViews(this.shelf, this.views, () => {
      this.refit();
      this.tellRest();
    });
    this.layout.fit();
    this.moved();
    this.rested = false;
    this.rest();
    this.refit(); // the numbers and the sentence are there
    (box.closest(".cell_output") ?? box.parentElement)?.classList.add("v2v-alive");
    pictures().push(
      (this.entry = {
        el: box,
        arrays: () => this.panels.flatMap(({ plot, arrays = plot?.arrays }, panel) => arrays?.().map((one) => ({ panel, ...one })) ?? []),
        painted: () => this.painted(),
        main: () => this.spec.panels.flatMap((panel, i) => (this.panels[i].plot && this.isMain(panel) ? [i] : [])),
        values: () => this.values(),
        summary: () => this.said,
        settled: () => this.settled(),
        address: () => this.address(),
      }),
    );
    const start = this.address();
    this.restore();
    if (recall(this.spec.title) && this.address() !== start) this.tellWhereLeft();
  }

  tellWhereLeft() {
    this.notice.write("Opened with the values that you left here. Reset brings the start back.");
    this.refit();
  }

  /** What every panel has painted: [{panel, paint, label, numbers}]. */
  async painted() {
    for (const { plot } of this.plots) plot.catchUp();
    await new Promise((resolve) => setTimeout(resolve)); // uPlot paints at the end of this turn
    return this.panels.flatMap(({ plot, painted = plot?.painted }, panel) => painted?.().map((one) => ({ panel, ...one })) ?? []);
  }

  resized() {
    if (this.box?.clientWidth && this.layout.stale()) this.refit();
  }

  /** Longer texts may have made the explorer taller than its window. */
  fitWhatIsWritten() {
    if (this.layout.outgrown()) this.refit();
  }

  /** Share the window anew. */
  refit() {
    const resize = () => {
      for (const { plot } of this.plots) plot.resize();
    };
    const { em } = this.palette();
    this.layout.fit();
    this.colors = null; // the letters of a miniature, of paper, of a page that was set anew have another size
    if (this.palette().em !== em) {
      resize();
      this.layout.fit();
    }
    resize();
  }

  recolor() {
    this.colors = null;
    for (const { plot } of this.plots) {
      plot.catchUp();
      plot.redraw();
    }
  }

  /** Work out at once what many runs still owe. */
  finish() {
    this.rest();
    for (const panel of this.panels) panel.finish?.();
  }

  /** Paper is white and has a size of its own: print with the light colors, and plots that a page has room for. */
  onPaper(on) {
    if (on) this.finish();
    this.el.classList.toggle("v2v-paper", on);
    this.layout?.onPaper(on);
    if (this.box) this.refit();
    this.recolor();
  }

  remove = () => {
    this.stop.abort();
    this.enlarge?.remove();
    clearTimeout(this.restTimer);
    clearTimeout(this.numbersTimer);
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
    for (const [event, act] of this.onChange) this.picture.off(event, act);
    for (const panel of this.panels) {
      panel.remove?.();
      panel.plot?.remove();
    }
    crewOfPage().forget(this.model);
    this.header.remove();
    this.kept.line.remove();
    this.numbers.place?.remove();
    for (const { place } of this.below) place.remove();
    const at = pictures().indexOf(this.entry);
    if (at !== -1) pictures().splice(at, 1);
  };
}
