// Many runs of one model below the sliders: a sweep, a surface, a population. One engine for all of them.
import { atOnce, crewOfPage } from "./crew.js";

const PAUSE = 80; // ms from one pass to the next: most frames of a drag have no runs to make

/**
 * ask: readouts; places, rows, order, coarse: see job.js. crew: who works, see crew.js.
 * seen(found, whole): found[a][row] is what readout a finds in a row, null where it finds nothing, undefined
 * where it is not known yet. It is called when the first `coarse` rows are known and when all are, with
 * whole = true where nothing newer is asked: what is between would be drawn between two moves. What stands in
 * a row depends on the row alone, never on who worked on it or in which order.
 */
export function makeMany({ model, rtol, places, rows, order, coarse, ask, crew = crewOfPage(), seen }) {
  let p = null,
    asked = "",
    calm = true,
    again = false,
    timer = 0,
    begun = -Infinity,
    known = order.length,
    work = null;

  /** All other parameters as one text: the rows give something new only when they do. */
  const others = () => p.filter((_, i) => !places.includes(i)).join();

  function begin(who) {
    const found = ask.map(() => new Array(order.length));
    timer = known = 0;
    again = false;
    begun = performance.now();
    let sketched = false;
    work?.stop();
    work = who.begin(model, { p, places, rows, order, coarse, ask, rtol }, { calm: () => calm, hear });

    function hear(from, answers) {
      known = from + answers.length / ask.length;
      for (let i = from; i < known; i++)
        ask.forEach((_, a) => {
          const answer = answers[(i - from) * ask.length + a];
          found[a][order[i]] = Number.isNaN(answer) ? null : answer;
        });
      if (known < coarse) return;
      if (again) schedule();
      const whole = known === order.length;
      if (whole || !sketched) seen(found, whole && timer === 0);
      sketched = true;
    }
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(() => begin(crew), calm ? 0 : Math.max(0, PAUSE - (performance.now() - begun)));
  }

  return {
    computing: () => timer !== 0 || known < order.length,
    /** The parameters stand at `now`; `settled`: no hand moves. A pass that shows no shape yet is shown first. */
    draw(now, settled) {
      p = Float64Array.from(now);
      calm = settled;
      const key = others();
      if (key === asked) {
        if (calm) timer ? schedule() : work?.hurry();
        return;
      }
      asked = key;
      if (timer !== 0 || known >= coarse) schedule();
      else {
        again = true;
        if (calm) work.hurry();
      }
    },
    /** What is still to come is there when this returns. */
    finish() {
      if (timer === 0 && known === order.length) return;
      clearTimeout(timer);
      begin(atOnce);
    },
    stop() {
      clearTimeout(timer);
      work?.stop();
    },
  };
}
