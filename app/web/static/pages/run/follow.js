// A run as it happens: what the page knows, brought up to date by the stream of events.
import { api } from "../../lib/api.js";
import { signal } from "../../lib/html.js";
import { live } from "../../lib/live.js";

// A stream that is made again at once is no news.
const PATIENCE_MS = 2500;
const FINAL = new Set(["succeeded", "failed", "cancelled"]);

export const isFinal = (run) => FINAL.has(run.state);

/** A run with one of its steps replaced by what is new about it. */
export function withStep(run, { step, bar }) {
  const steps = run.steps.map((one) => (one.number === step.number ? { ...one, ...step } : one));
  return { ...run, steps, bar: bar ?? run.bar };
}

/**
 * Follow the run at `path` from the view that was loaded. Answers `{run, link, refused}` as signals; `link` is
 * "live", "lost", "refused" or "over"; `refused` is the error that says why.
 */
export function follow(path, loaded) {
  const run = signal(loaded);
  const link = signal(isFinal(loaded) ? "over" : "live");
  const refused = signal(null);
  if (isFinal(loaded)) return { run, link, refused, stop: () => {} };

  let patience;
  const linked = (now) => {
    clearTimeout(patience);
    if (link.value !== "over") link.value = now;
  };

  /** A stream says nothing of why it is not there: whoever may not look any more is told so. */
  async function missed() {
    if (link.value !== "refused") linked("lost");
    try {
      const news = await api.get(path);
      if (link.value === "live" || link.value === "over") return;
      run.value = news;
      linked("lost");
    } catch (error) {
      if (link.value === "live" || link.value === "over" || ![401, 403, 404].includes(error.status)) return;
      refused.value = error;
      linked("refused");
    }
  }

  async function end(data) {
    linked("over");
    if (data?.state) run.value = { ...run.value, ...data };
    try {
      run.value = await api.get(path);
    } catch {
      // What the stream told stands; the report comes with the next visit.
    }
  }

  const stop = live(`${path}/events`, {
    run: (data) => (run.value = { ...run.value, ...data }),
    step: (data) => (run.value = withStep(run.value, data)),
    end,
    open: () => linked("live"),
    lost: () => {
      clearTimeout(patience);
      patience = setTimeout(missed, PATIENCE_MS);
    },
  });
  return { run, link, refused, stop };
}
