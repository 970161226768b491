// The widgets of @jupyter-widgets/controls that explorers are made of, and their nearest kin. The package's index brings
// tabs, color pickers, tags and players along, with most of Lumino and d3-color: half of a bundle that every reader loads.
export * from "@jupyter-widgets/controls/lib/widget_bool.js";
export * from "@jupyter-widgets/controls/lib/widget_box.js";
export * from "@jupyter-widgets/controls/lib/widget_description.js";
export * from "@jupyter-widgets/controls/lib/widget_float.js";
export * from "@jupyter-widgets/controls/lib/widget_int.js";
export * from "@jupyter-widgets/controls/lib/widget_link.js";
export * from "@jupyter-widgets/controls/lib/widget_selection.js";
export * from "@jupyter-widgets/controls/lib/widget_string.js";

// No readout of ipywidgets is seen (explorer.css), and each would have the page laid out to learn whether it is too long.
import { BaseIntSliderView } from "@jupyter-widgets/controls/lib/widget_int.js";
BaseIntSliderView.prototype.readout_overflow = () => false;
