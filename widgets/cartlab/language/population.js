// Draws the people of a population: the twin of population.py, where it is explained.

import { bell, uniform } from "../solve/chance.js";

const LAWS = {
  normal: (x, middle, spread) => middle + spread * x,
  lognormal: (x, middle, spread) => middle * Math.exp(spread * x),
  uniform: (x, low, high) => low + (high - low) * x,
  "log-uniform": (x, low, high) => low * Math.exp(Math.log(high / low) * x),
  always: (_, value) => value,
};

function drawInto(drawn, law, who, seed) {
  if (law.kind !== "always") {
    drawn[law.draw] = (law.kind.endsWith("normal") ? bell : uniform)(who, law.draw, seed);
  }
  if (law.exception) {
    drawn[law.exception.draw] = uniform(who, law.exception.draw, seed);
    drawInto(drawn, law.exception.law, who, seed);
  }
}

/** {number of a draw: what chance says}, bells joined, before any law. */
export function chances(population, who, seed) {
  const drawn = {};
  for (const { law, companion } of population.people) {
    drawInto(drawn, law, who, seed);
    if (companion !== null) {
      drawn[law.draw] = law.r * drawn[companion] + Math.sqrt(1 - law.r * law.r) * drawn[law.draw];
    }
  }
  return drawn;
}

function evaluateLaw(law, drawn) {
  const { exception, limits } = law;
  if (exception && drawn[exception.draw] < exception.share) return evaluateLaw(exception.law, drawn);
  const value = LAWS[law.kind](drawn[law.draw], law.first, law.second);
  return limits ? Math.min(Math.max(value, limits[0]), limits[1]) : value;
}

/** {parameter: value} of person `who` (0, 1, 2, …) of a population's spec and a seed. */
export function person(population, who, seed) {
  const drawn = chances(population, who, seed);
  return Object.fromEntries(
    population.people.map(({ name, whole, law }) => {
      const value = evaluateLaw(law, drawn);
      return [name, whole ? Math.floor(value + 0.5) : value];
    }),
  );
}
