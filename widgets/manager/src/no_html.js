// Stands in for sanitize-html (a third of the bundle): labels are plain text in this book, so markup is shown, not run.
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
export default (text) => text.replace(/[&<>]/g, (character) => ENTITIES[character]);
