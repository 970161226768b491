// Lodash's comparison is as large as all widgets of numbers; Backbone brings one along that answers the same of what JSON can hold.
export { isEqual as default } from "underscore";
