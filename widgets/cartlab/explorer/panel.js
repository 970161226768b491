// The kinds of panel, and what a kind keeps on the page. Its Python half is described in panel.py.

const kinds = new Map();

/**
 * Make a kind of panel known. A module panels/KIND/KIND.js ends with register("KIND", { make }).
 *
 * make(asked) puts the panel into the page and returns what follows. asked:
 *   host, panel (the spec), model, units, rtol (of many runs), palette(), sync and names (for makePlot),
 *   main() (whether it is the main plot), height() in px, reference() (the run of the start), onDone(),
 *   address() (the fragment that brings back what is seen) and go(address).
 * leads: true where the first panel of this kind is the main plot of its explorer; else the first plot is.
 *
 * 1. draw(run, p, settled): show this run; p are its parameters, settled is false while a hand moves. Then a slow computer
 *    does not ask for each run, but always when the hand rests.
 * 2. keep(run, all): leave this run behind to compare with; null takes it away. It is the newest of all that are kept,
 *    [{letter, run}], for panels that have room for several; one alone has no letter.
 * 3. plot: what makePlot returned; none for a panel in words.
 * 4. arrays(): what is drawn, [{series, x, values}], NaN for a gap: the twin of arrays in Python. The
 *    plot's curves are taken where there is none.
 * 5. painted(): what is seen beside the curves, as rows {paint, label, numbers} worked out from what the pen was
 *    given or from the text that stands there: the twin of painted in Python. The plot's are taken where there is none.
 * 6. computing(): whether more is to come without anybody's doing; then onDone() is to be called.
 *    finish(): work out at once all that is still to come.
 * 7. outputs, hide(name, hidden): curves that the legend names and hides.
 * 8. canLog, setLog(log): whether there is a logarithmic axis; make it so, or linear.
 * 9. inWords(): what the plot shows, for who cannot see it; asked for when the hand rests and all is computed.
 * 10. table(): what the plot shows as numbers, {caption, head, rows} of texts with the units in the head: some ten to
 *    fifteen rows, the kept curve beside the one of now. Asked for as inWords is, and only while the reader has it open.
 * 11. verdict: {of, text()} of a panel in words; `of` is the readout that it tells, none where it tells several.
 * 12. below: {place, left(), comeBack(left)}: a part that stands below the explorer, and what of it is kept, as JSON, with
 *    where the controls stood.
 * 13. remove(): stop what goes on. The plot is removed by the explorer.
 * Only draw and keep are needed.
 */
export function register(kind, { make, leads = false }) {
  kinds.set(kind, { make, leads });
}

/** What was registered for a kind. */
export function kindOf(kind) {
  if (!kinds.has(kind)) throw new Error(`There is no panel of the kind ${kind} here.`);
  return kinds.get(kind);
}
