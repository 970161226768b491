// Who works on jobs of many runs: a worker of the page where the browser allows one, else the page itself.
import { startJob } from "./job.js";

const SLICE = 2; // ms of computing before the page gets its turn
const PAUSE = 80; // ms between two slices while a hand moves

/**
 * Work on a job in slices between the page's other duties. hear(from, answers) is told each piece;
 * calm(): whether no hand moves. Returns { stop, hurry }.
 */
export function inline(model, job, { calm, hear }) {
  const work = startJob(model, job);
  let timer = 0,
    stopped = false;

  function slice() {
    const from = work.done(),
      coarse = job.coarse - from;
    hear(from, work.take(calm() || coarse <= 0 ? Infinity : coarse, performance.now() + SLICE));
    if (!stopped && work.left()) schedule();
  }

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(slice, calm() || work.done() < job.coarse ? 0 : PAUSE);
  }

  schedule();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    hurry: () => stopped || !work.left() || schedule(),
  };
}

/** Works on a job here and now, until it is done: a page that is printed waits for nobody. */
export const atOnce = {
  begin(model, job, { hear }) {
    hear(0, startJob(model, job).take(Infinity, Infinity));
    return { stop() {}, hurry() {} };
  },
};

/** Hand jobs to a worker; until it has answered once, be ready to do them here after all. */
export function makeCrew(start) {
  const known = new WeakMap(),
    jobs = new Map();
  let worker = null,
    models = 0,
    last = 0;

  /** The worker cannot work here (a page's rules may forbid it): go on without it. */
  function giveUp() {
    worker?.terminate();
    worker = null;
    for (const one of jobs.values()) one.inline = inline(one.model, one.job, one.told);
    jobs.clear();
  }

  function open() {
    try {
      worker = start();
    } catch {
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault?.();
      giveUp();
    };
    worker.onmessageerror = giveUp;
    worker.onmessage = ({ data: { job, from, answers } }) => {
      const one = jobs.get(job);
      if (!one) return; // stopped meanwhile
      if (from + answers.length / one.job.ask.length === one.job.order.length) jobs.delete(job);
      one.told.hear(from, answers);
    };
  }

  /** Models are sent once. */
  function idOf(model) {
    if (!known.has(model)) {
      known.set(model, ++models);
      worker.postMessage({ model: models, spec: model.spec });
    }
    return known.get(model);
  }

  open();
  return {
    /** Whether a worker does the jobs. */
    atWork: () => worker !== null,
    /** An explorer is gone: its model is needed no more. */
    forget(model) {
      if (worker && known.has(model)) worker.postMessage({ forget: known.get(model) });
      known.delete(model);
    },
    /** Begin a job; see `inline`. */
    begin(model, job, told) {
      if (!worker) return inline(model, job, told);
      const id = ++last,
        one = { model, job, told };
      jobs.set(id, one);
      worker.postMessage({ ...job, job: id, model: idOf(model) });
      return {
        stop() {
          one.inline?.stop();
          if (jobs.delete(id)) worker.postMessage({ stop: id });
        },
        hurry: () => one.inline?.hurry(),
      };
    },
  };
}

/** A worker of the site's own files, which a page of the book marks: a site may forbid to make scripts of texts. */
function workerOfFiles([first, ...others]) {
  const worker = new Worker(first.src);
  worker.postMessage({ load: others.map(({ src }) => src) });
  return worker;
}

/** A worker of texts, of `engine` (see assemble.py) and of models' functions: it works in JupyterLab and from a disk. */
function workerOfTexts() {
  const functions = Object.entries(globalThis.cartlab.functions ?? {}).map(([key, one]) => `"${key}": ${one}`);
  const text = `"use strict";
globalThis.cartlab = { functions: { ${functions.join(",\n")} } };
(${engine})().explorer_many_worker.serve(self);`;
  const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  const worker = new Worker(address);
  worker.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return worker;
}

function startWorker() {
  const files = document.querySelectorAll("script[data-worker]");
  return files.length && location.protocol !== "file:" ? workerOfFiles(files) : workerOfTexts();
}

/** The crew that all explorers of a page share. */
export const crewOfPage = () => ((globalThis.cartlab ??= {}).crew ??= makeCrew(startWorker));
