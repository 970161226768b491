// Tells a learning platform how many tasks of this page are done, in SCORM 1.2 or SCORM 2004.
(() => {
  const { tasks } = document.currentScript.dataset,
    total = Number(tasks);
  const share = (done) => String(Number((done / total).toFixed(4)));
  const status = (done) => (done === total ? "completed" : "incomplete");
  const SPOKEN = {
    API_1484_11: {
      begin: "Initialize",
      get: "GetValue",
      set: "SetValue",
      commit: "Commit",
      end: "Terminate",
      told: (done) => ({
        "cmi.score.min": "0",
        "cmi.score.max": String(total),
        "cmi.score.raw": String(done),
        "cmi.score.scaled": share(done),
        "cmi.progress_measure": share(done),
        "cmi.completion_status": status(done),
        "cmi.success_status": done === total ? "passed" : "unknown",
        "cmi.exit": "suspend",
      }),
    },
    API: {
      begin: "LMSInitialize",
      get: "LMSGetValue",
      set: "LMSSetValue",
      commit: "LMSCommit",
      end: "LMSFinish",
      told: (done) => ({
        "cmi.core.score.min": "0",
        "cmi.core.score.max": "100",
        "cmi.core.score.raw": String(Math.round((100 * done) / total)),
        "cmi.core.lesson_status": status(done),
        "cmi.core.exit": "suspend",
      }),
    },
  };
  const KEPT = "cmi.suspend_data"; // which tasks are done, so that another visit adds to them
  const FAR = 7; // frames, as platforms nest them

  /** The run-time of the platform, {api, words}, in a frame around this one or in the window that opened it; null without one. */
  function find() {
    for (const first of [window, window.opener])
      for (let one = first, i = 0; one && i <= FAR; one = one === one.parent ? null : one.parent, i++)
        for (const [name, words] of Object.entries(SPOKEN))
          try {
            if (one[name]) return { api: one[name], words };
          } catch {
            // A frame of another host tells nothing.
          }
    return null;
  }

  const found = find();
  if (!found) return;
  const { api, words } = found;
  if (String(api[words.begin]("")) !== "true") return;
  const done = new Set(api[words.get](KEPT).split(" ").filter(Boolean));

  function tell() {
    const told = { [KEPT]: [...done].join(" "), ...words.told(Math.min(done.size, total)) };
    for (const [name, value] of Object.entries(told)) api[words.set](name, value);
    api[words.commit]("");
  }

  tell();
  document.addEventListener("v2v-tasks", ({ detail }) => {
    const before = done.size;
    for (const id of detail) done.add(id);
    if (done.size > before) tell();
  });
  addEventListener("pagehide", () => api[words.end](""), { once: true });
})();
