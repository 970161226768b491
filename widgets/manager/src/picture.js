// Pictures of explorers, and tasks, which are anywidgets, without a kernel. anywidget's own front end makes a script of a text
// that comes from the kernel; sites may forbid that (`Content-Security-Policy: script-src 'self'`), and here it is a file.
import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";

export class AnyModel extends DOMWidgetModel {}

export class AnyView extends DOMWidgetView {
  async render() {
    const script = globalThis.cartlab?.[this.model.get("_esm")]; // the build has left the name of it
    if (script) this.undo = await script.render({ model: this.model, el: this.el });
    else this.refuse();
  }

  /** As an explorer says that its model cannot run. */
  refuse() {
    const sentence = document.createElement("p");
    sentence.className = "v2v-error";
    sentence.textContent = "This part of the page cannot run here. Its script, a file of this site, did not arrive: load the page again.";
    this.el.classList.add("v2v-picture");
    this.el.append(sentence);
    this.displayed.then(() => {
      for (const around of [".v2v-explorer", ".widget-subarea"]) this.el.closest(around)?.classList.add("v2v-refused");
    });
  }

  remove() {
    this.undo?.();
    super.remove();
  }
}
