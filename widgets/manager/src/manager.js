// The widgets of a page, without a kernel: reads the state that the book's build has stored in the page, makes the
// same models and views as JupyterLab (the official @jupyter-widgets packages), and lets `jslink` do the rest.
// What html-manager does besides (require.js, CDN loading, rendermime, ajv) is not needed here and is left out.
import * as base from "@jupyter-widgets/base";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import * as controls from "./controls.js";
import * as anywidget from "./picture.js";
import "../node_modules/@lumino/widgets/style/widget.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
const MODULES = { "@jupyter-widgets/base": base, "@jupyter-widgets/controls": controls, anywidget };

const EXPLORER = `.v2v-live ${VIEW}`; // its stored picture is beside it

class StaticManager extends ManagerBase {
  async loadClass(className, moduleName) {
    const found = MODULES[moduleName]?.[className];
    if (!found) throw new Error(`This page cannot show the widget ${moduleName}.${className}: it is not in the book's widget manager (widgets/manager/src/controls.js).`);
    return found;
  }

  states = [...document.querySelectorAll(STATE)];

  /** Make the models up to a widget's: the page holds them in parts, in the order of its views. */
  async makeModels(id) {
    while (this.states.length && !this.has_model(id)) await this.set_state(JSON.parse(this.states.shift().textContent));
  }

  // There is no kernel: nobody to ask, and what is said goes nowhere.
  async _get_comm_info() {
    return {};
  }

  async _create_comm() {
    return { on_close() {}, on_msg() {}, close() {} };
  }

  async display_view(view, element) {
    Widget.attach(view.luminoWidget, element);
  }
}

const nextFrame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));

const everyScript = new Promise((resume) => document.addEventListener("DOMContentLoaded", resume));

async function showOne(manager, script) {
  const { model_id } = JSON.parse(script.textContent);
  await manager.makeModels(model_id);
  if (!manager.has_model(model_id)) return;
  const box = document.createElement("div");
  box.className = "widget-subarea";
  script.before(box);
  const view = await manager.create_view(await manager.get_model(model_id));
  await manager.display_view(view, box);
}

async function show() {
  const manager = new StaticManager();
  const first = document.querySelector(EXPLORER);
  // One widget that fails must not take the others with it; its stored picture stays.
  const one = (script) => script && showOne(manager, script).catch((reason) => console.error(reason));
  await one(first); // the questions about it, and their script, which may not be there yet, can wait
  await nextFrame();
  await everyScript;
  for (const script of document.querySelectorAll(VIEW)) {
    if (script === first) continue;
    await one(script);
    await nextFrame(); // the first explorer answers while the others are still being made
  }
  document.dispatchEvent(new Event("v2v-widgets-shown"));
}

show();
