// The widgets of a page, without a kernel: reads the state that the book's build has stored in the page, makes the
// same models and views as JupyterLab (the official @jupyter-widgets packages), and lets `jslink` do the rest.
// What html-manager does besides (require.js, CDN loading, rendermime, ajv) is not needed here and is left out.
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import anywidget from "anywidget-front-end";
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import { nameHandles } from "./handles.js";

const STATE = 'script[type="application/vnd.jupyter.widget-state+json"]';
const VIEW = 'script[type="application/vnd.jupyter.widget-view+json"]';
const MODULES = { "@jupyter-widgets/base": base, "@jupyter-widgets/controls": controls, anywidget: anywidget(base) };

class StaticManager extends ManagerBase {
  async loadClass(className, moduleName) {
    const found = MODULES[moduleName]?.[className];
    if (!found) throw new Error(`This page cannot show the widget ${moduleName}.${className}: it is not in the book's widget manager.`);
    return found;
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
    nameHandles(element);
  }
}

// ipywidgets hands every label to MathJax 2; MathJax 3, and pages without formulas, do not know that call.
function answerOldMathJax() {
  const typeset = ([, , element]) => /\$|\\\(/.test(element?.textContent ?? "") && globalThis.MathJax.typesetPromise?.([element]);
  globalThis.MathJax ??= {};
  globalThis.MathJax.Hub ??= { Queue: typeset };
}

const nextFrame = () => new Promise((resume) => requestAnimationFrame(() => setTimeout(resume)));

async function show() {
  answerOldMathJax();
  const manager = new StaticManager();
  for (const state of document.querySelectorAll(STATE)) await manager.set_state(JSON.parse(state.textContent));
  for (const script of document.querySelectorAll(VIEW)) {
    const { model_id } = JSON.parse(script.textContent);
    if (!manager.has_model(model_id)) continue;
    const box = document.createElement("div");
    box.className = "widget-subarea";
    script.before(box);
    const view = await manager.create_view(await manager.get_model(model_id));
    await manager.display_view(view, box);
    await nextFrame(); // the first explorer draws and answers while the others are still being made
  }
  document.dispatchEvent(new Event("v2v-widgets-shown"));
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
else show();
