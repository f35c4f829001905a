import { html, useEffect, useState } from "../../lib/html.js";
import { lasting } from "../../lib/time.js";

const WORDS = {
  queued: "Waits for a worker",
  running: "Running",
  paused: "Paused",
  succeeded: "Done",
  failed: "Stopped",
  cancelled: "Cancelled",
};

const WISHES = {
  pause: "Pauses when the step under way is done.",
  cancel: "Ends when the step under way is done.",
};

export const stateWord = (state) => WORDS[state] ?? state;

/** Counts down between the events, so that the time left does not stand still. */
function useCountdown(eta) {
  const [left, setLeft] = useState(eta);
  useEffect(() => {
    setLeft(eta);
    if (!eta) return undefined;
    const timer = setInterval(() => setLeft((now) => Math.max(1, now - 1)), 1000);
    return () => clearInterval(timer);
  }, [eta]);
  return left;
}

function said(run, left) {
  const wish = run.state === "running" ? WISHES[run.wish] : "";
  if (wish) return wish;
  if (run.state === "queued") return "It begins as soon as a worker is free.";
  if (run.state === "paused") return "Nothing is sent until it is resumed.";
  return left ? `About ${lasting(left)} left` : "";
}

function waiting(run) {
  const held = run.steps.filter((step) => step.waits_until && (step.state === "waiting" || step.state === "started"));
  return run.state === "running" && held.length ? held[0].wait_text : "";
}

/** What came to its end without a call, told apart from what was done. */
function withoutCall({ unnecessary = 0, skipped = 0 }) {
  return [unnecessary && `${unnecessary} not needed`, skipped && `${skipped} skipped`].filter(Boolean).map((one) => ` · ${one}`).join("");
}

/** The bar with steps done and total, and what the run waits for as a sentence. */
export function Progress({ run, link }) {
  const { done, total, unnecessary = 0 } = run.bar;
  const left = useCountdown(run.state === "running" ? run.bar.eta_s : null);
  const wait = waiting(run);
  return html`<section class="progress" aria-label="Progress">
    <div class="progress-head">
      <b class="run-state state-${run.state}">${stateWord(run.state)}</b>
      <span>${done} of ${total} steps${withoutCall(run.bar)}</span>
      <span class="muted">${said(run, left)}</span>
    </div>
    <progress max=${Math.max(1, total)} value=${done + unnecessary} aria-label=${`${done} of ${total} steps done`}></progress>
    <p class="progress-wait" aria-live="polite">
      ${link === "lost" ? "The connection was lost. It is being made again; the run goes on without it." : wait}
    </p>
  </section>`;
}
