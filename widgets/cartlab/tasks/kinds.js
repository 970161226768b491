// The kinds of task, and what a kind keeps on the page.

const known = new Map();

/**
 * Make a kind known. A module kinds/KIND.js ends with register("KIND", { … }), the twin of KIND.py:
 *
 * 1. make({ spec, asks, sliders, changed }): {nodes, given(), missing, lock(on), focus()}: what the reader answers with. given() is undefined
 *    while there is no answer, and `missing` says what is; changed() is to be called when it becomes another. focus() goes
 *    to where an answer is given. asks() is the
 *    evaluator and sliders() where the sliders stand. acts: more buttons. tick(): shows what holds while sliders move.
 *    reveal(given): shows an answer in the picture. remove(): stops what goes on.
 * 2. judge(asked, given): {right, says, mistake}; asked is {spec, asks} with the evaluator `asks`.
 * 3. solution(asked): what a reader gives who is right. told(asked, given): it in words.
 * 4. verb: what the button says.
 * 5. watch(asked): names of what to look at before a prediction is compared, of a kind that has predictions.
 */
export function register(kind, one) {
  known.set(kind, one);
}

export const kindOf = (kind) => known.get(kind);
