import { html, useEffect, useState } from "../../lib/html.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { lasting } from "../../lib/time.js";

const WORDS = {
  queued: toSay("Waits for a worker"),
  running: toSay("Running"),
  paused: toSay("Paused"),
  succeeded: toSay("Done"),
  failed: toSay("Stopped"),
  cancelled: toSay("Cancelled"),
};

const WISHES = {
  pause: toSay("Pauses when the step under way is done."),
  cancel: toSay("Ends when the step under way is done."),
};

export const stateWord = (state) => say(WORDS[state] ?? state);

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
  if (wish) return say(wish);
  if (run.state === "queued") return say("It begins as soon as a worker is free.");
  if (run.state === "paused") return say("Nothing is sent until it is resumed.");
  return left ? say("About {time} left", { time: lasting(left) }) : "";
}

function waiting(run) {
  const held = run.steps.filter((step) => step.waits_until && (step.state === "waiting" || step.state === "started"));
  return run.state === "running" && held.length ? held[0].wait_text : "";
}

/** What came to its end without a call, told apart from what was done. */
function withoutCall({ unnecessary = 0, skipped = 0 }) {
  const parts = [
    unnecessary && sayCounted(unnecessary, "{number} not needed", "{number} not needed"),
    skipped && sayCounted(skipped, "{number} skipped", "{number} skipped"),
  ];
  return parts.filter(Boolean).map((one) => ` · ${one}`).join("");
}

/** The bar with steps done and total, and what the run waits for as a sentence. */
export function Progress({ run, link }) {
  const { done, total, unnecessary = 0 } = run.bar;
  const left = useCountdown(run.state === "running" ? run.bar.eta_s : null);
  const wait = waiting(run);
  return html`<section class="progress" aria-label=${say("Progress")}>
    <div class="progress-head">
      <b class="run-state state-${run.state}">${stateWord(run.state)}</b>
      <span>${sayCounted(total, "{done} of {total} steps", "{done} of {total} steps", { done, total })}${withoutCall(run.bar)}</span>
      <span class="muted">${said(run, left)}</span>
    </div>
    <progress max=${Math.max(1, total)} value=${done + unnecessary} aria-label=${sayCounted(total, "{done} of {total} steps done", "{done} of {total} steps done", { done, total })}></progress>
    <p class="progress-wait" aria-live="polite">
      ${link === "lost" ? say("The connection was lost. It is being made again; the run goes on without it.") : wait}
    </p>
  </section>`;
}
