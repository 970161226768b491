// Stands in for the index of @lumino/widgets, whose built file cannot be shaken: the same package's sources, without its
// docks, menus and tabs (with them 136 kB).
export { Panel } from "../node_modules/@lumino/widgets/src/panel.ts";
export { PanelLayout } from "../node_modules/@lumino/widgets/src/panellayout.ts";
export { Widget } from "../node_modules/@lumino/widgets/src/widget.ts";
