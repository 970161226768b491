// What a worker does: it keeps models, and works on the jobs it is given, a piece of each in turn.
import { build } from "../../language/chain.js";
import { startJob } from "./job.js";

const PIECE = 8; // ms of one job before the next job gets its turn, and before messages are read

/** Answer messages of `port`: {load}, {model, spec}, {job, model, ...job}, {stop}, {forget}. See crew.js for the answers. */
export function serve(port) {
  const models = new Map(),
    jobs = new Map(),
    turn = new MessageChannel();

  function begin({ job, model, coarse, ...asked }) {
    jobs.set(job, { work: startJob(models.get(model), asked), coarse });
    turn.port2.postMessage(null);
  }

  /** One piece of the job that waited longest. A message to itself lets others come in between. */
  turn.port1.onmessage = () => {
    const [first] = jobs;
    if (!first) return;
    const [job, { work, coarse }] = first,
      from = work.done();
    // What shows the shape comes in one message.
    const answers = from < coarse ? work.take(coarse, Infinity) : work.take(Infinity, performance.now() + PIECE);
    jobs.delete(job);
    if (work.left()) jobs.set(job, first[1]);
    port.postMessage({ job, from, answers }, [answers.buffer]);
    if (jobs.size) turn.port2.postMessage(null);
  };

  port.onmessage = ({ data }) => {
    if ("load" in data) importScripts(...data.load);
    else if ("spec" in data) models.set(data.model, build(data.spec));
    else if ("stop" in data) jobs.delete(data.stop);
    else if ("forget" in data) models.delete(data.forget);
    else begin(data);
  };
}
