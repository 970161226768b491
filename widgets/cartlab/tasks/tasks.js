// A task on the page: asks, takes an answer, lets the model judge it, and says what is right about it.
import { button, newId, node, spokenLine, write } from "../explorer/nodes.js";
import { raw, taken } from "../explorer/settings.js";
import { sharedParts, unshared } from "../explorer/unshared.js";
import { build } from "../language/chain.js";
import { makeEvaluator } from "./evaluator.js";
import { kindOf } from "./kinds.js";
import { isDone, join, setDone } from "./progress.js";

const REST = 400; // ms after the last movement of a slider
const ID = "IPY_MODEL_"; // how ipywidgets names a widget in the state of another

/** The explorers that tasks have asked about, each built once: {spec, model} by their pictures. */
const explorers = new WeakMap();

function explorerOf(picture) {
  if (!explorers.has(picture)) {
    const spec = unshared(picture.get("spec"), sharedParts);
    explorers.set(picture, { spec, model: build(spec.model) });
  }
  return explorers.get(picture);
}

/** Show a Task widget in `el`. Returns what undoes it. */
export async function render({ model: task, el }) {
  const picture = await task.widget_manager.get_model(task.get("picture").replace(ID, ""));
  return new Task(task.get("spec"), picture, el).remove;
}

/** What a kind says of a task, for tests: calls are [[judge, solution or told, given]]. */
export function ask(spec, explorer, calls) {
  const asks = makeEvaluator({ spec: explorer, model: build(explorer.model) }, spec.at);
  return calls.map(([what, given]) => kindOf(spec.kind)[what]({ spec, asks }, given));
}

class Task {
  constructor(spec, picture, el) {
    Object.assign(this, { spec, picture, el, kind: kindOf(spec.kind), committed: false });
    this.made = this.kind.make({
      spec,
      asks: () => this.asked().asks,
      sliders: () => this.sliders(),
      changed: () => this.changed(),
    });
    this.build();
    this.leave = join(spec.id, (text) => write(this.count, text));
    this.moved = () => this.sliderMoved();
    if (this.made.tick) this.picture.on("change", this.moved);
  }

  asked() {
    this.ready ??= { spec: this.spec, asks: makeEvaluator(explorerOf(this.picture), this.spec.at) };
    return this.ready;
  }

  /** {parameter: value} where the sliders stand. */
  sliders() {
    const { spec, model } = explorerOf(this.picture);
    const one = (name) => model.spec.parameters.find((parameter) => parameter.name === name);
    return Object.fromEntries(spec.sliders.map((name) => [name, taken(one(name), this.picture.get(`value_${name}`), spec.steps[name])]));
  }

  build() {
    const { spec, made, kind } = this,
      id = newId();
    this.act = node("button", { class: "v2v-btn v2v-act", text: spec.predict ? "Commit to this" : kind.verb });
    this.again = button("Draw again", () => this.drawAgain(), { class: "v2v-btn" });
    this.again.hidden = true;
    const go = button(this.goText(), () => this.toExplorer(), { class: "v2v-btn" });
    const acts = node("div", { class: "v2v-task-acts" }, this.act, this.again, ...(made.acts ?? []), go);
    const form = node("form", {}, node("fieldset", {}, node("legend", { class: "v2v-q", id, text: spec.question }), ...made.nodes, acts));
    form.noValidate = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.submit();
    });
    this.says = spokenLine("v2v-feedback", { role: "status" });
    this.count = node("p", { class: "v2v-task-count" });
    this.box = node(
      "section",
      { class: "v2v-task", "data-kind": spec.kind, "aria-labelledby": id },
      node("p", { class: "v2v-kicker", text: spec.kicker }),
      form,
      ...this.says.nodes,
      node("div", { class: "v2v-task-foot" }, this.answer(), this.count),
    );
    this.box.classList.toggle("v2v-done", isDone(spec.id));
    this.el.append(this.box);
  }

  answer() {
    const words = node("p"),
      fold = node("details", { class: "v2v-answer" }, node("summary", { text: "Show the answer" }), words);
    fold.addEventListener("toggle", () => {
      if (!fold.open) return;
      const asked = this.asked(),
        right = this.kind.solution(asked),
        told = this.kind.told(asked, right);
      write(words, `${told[0].toUpperCase()}${told.slice(1)}. ${this.spec.why}`.trim());
      this.made.reveal?.(right);
    });
    return fold;
  }

  goText() {
    return Object.keys(this.spec.at).length ? "Set the sliders for this" : "To the sliders";
  }

  /** Go to the explorer; where the task has settings of its own, its sliders are set. */
  async toExplorer() {
    const { spec, model } = explorerOf(this.picture);
    if (Object.keys(this.spec.at).length) {
      for (const [i, parameter] of model.spec.parameters.entries()) {
        const { name } = parameter;
        if (!spec.sliders.includes(name)) continue;
        const value = this.spec.at[name] ?? spec.start[name] ?? model.defaults()[i];
        this.picture.set(`value_${name}`, raw(parameter, value));
      }
      this.picture.save_changes();
    }
    const [view] = await Promise.all(Object.values(this.picture.views ?? {}));
    const box = view?.el.closest(".v2v-explorer");
    if (!box) return;
    this.wayBack(box).scrollIntoView({ block: "start" });
    box.querySelector(".noUi-handle, input, select")?.focus({ preventScroll: true });
  }

  /** A button before the explorer that leads back to this task; whoever comes from another task takes its place. */
  wayBack(box) {
    this.back?.remove();
    if (box.previousElementSibling?.classList.contains("v2v-task-back")) box.previousElementSibling.remove();
    const come = () => {
      this.back.remove();
      this.box.scrollIntoView({ block: "start" });
      (this.act.hidden ? this.again : this.act).focus({ preventScroll: true });
    };
    this.back = button("↑ Back to the task", come, { class: "v2v-btn v2v-task-back" });
    if (box.compareDocumentPosition(this.box) & Node.DOCUMENT_POSITION_FOLLOWING) this.back.textContent = "↓ Back to the task";
    box.before(this.back);
    return this.back;
  }

  // What the reader does.

  changed() {
    this.say("");
  }

  sliderMoved() {
    if (!this.ticks) return;
    // What was said was said of other settings.
    if (this.checked && this.checked !== JSON.stringify(this.sliders())) {
      this.checked = null;
      this.say("");
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.made.tick(), REST);
  }

  submit() {
    const given = this.made.given();
    if (given === undefined) {
      this.say(this.made.missing, "v2v-wanting");
      return;
    }
    if (this.spec.predict && !this.committed) {
      this.commit(given);
      return;
    }
    try {
      this.judge(given);
    } catch (problem) {
      this.say(`The model cannot answer this: ${problem.message}`, "v2v-wanting");
    }
  }

  judge(given) {
    if (this.made.tick) {
      this.ticks = true;
      this.checked = JSON.stringify(this.sliders());
      this.made.tick();
    }
    const asked = this.asked(),
      { right, near, says } = this.kind.judge(asked, given);
    this.say(says.trim(), right ? "v2v-right" : near ? "v2v-kept" : "v2v-wrong");
    if (this.made.reveal) {
      this.made.reveal(this.kind.solution(asked));
      const focused = this.hasFocus();
      this.made.lock(true);
      [this.act.hidden, this.again.hidden] = [true, false];
      if (focused) this.again.focus();
    }
    if (right || this.spec.predict || this.made.reveal) this.finish();
    if (this.committed) this.startAgain();
  }

  /** A prediction is compared only after it was made. */
  commit(given) {
    const focused = this.hasFocus();
    this.committed = true;
    this.made.lock(true);
    if (focused) this.act.focus();
    this.act.textContent = "Compare with the model";
    const look = this.kind.watch(this.asked()).join(" and ");
    this.say(`You predict ${this.kind.told(this.asked(), given)}. Now move the sliders and look at ${look}; then compare.`, "v2v-kept");
  }

  /** Whether the focus is in this task; what is locked or hidden loses it, and the page would begin anew for keys and voices. */
  hasFocus() {
    return this.box.contains(document.activeElement);
  }

  startAgain() {
    this.committed = false;
    this.made.lock(false);
    [this.act.hidden, this.again.hidden] = [false, true];
    if (this.spec.predict) this.act.textContent = "Commit to this";
  }

  drawAgain() {
    this.startAgain();
    this.made.focus();
  }

  finish() {
    this.box.classList.add("v2v-done");
    setDone(this.spec.id);
  }

  say(text, look = "") {
    this.says.nodes[0].className = `v2v-feedback ${look}`;
    this.says.write(text, ""); // a voice says again only what has come anew
    cancelAnimationFrame(this.saying);
    this.saying = requestAnimationFrame(() => this.says.write(text));
  }

  remove = () => {
    clearTimeout(this.timer);
    cancelAnimationFrame(this.saying);
    this.leave();
    this.picture.off("change", this.moved);
    this.made.remove?.();
    this.back?.remove();
    this.box.remove();
  };
}
