// A parameter's value, and what its control says: a choice says its place, a switch true or false.
import { tidy } from "./values.js";

/** A parameter's value as its control says it. */
export function raw({ kind, choices }, value) {
  if (kind === "switch") return Boolean(value);
  return kind === "choice" ? choices.findIndex((choice) => choice.value === value) : value;
}

/** What the model takes for what a control says. */
export function taken(parameter, said, step) {
  if (parameter.kind === "switch") return said ? 1 : 0;
  if (parameter.kind === "choice") return parameter.choices[said]?.value ?? parameter.value;
  if (parameter.kind === "whole") return Number.isFinite(said) ? Math.round(said) : parameter.value;
  return tidy(said, parameter, step);
}
