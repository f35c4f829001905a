import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround, sayCounted, toSay } from "../../lib/say.js";
import { pageOf } from "./place.js";
import { When } from "./when.js";
import { who } from "./who.js";

const STATES = {
  queued: ["hourglass", toSay("Waits for a worker"), ""],
  running: ["play", toSay("Running"), "move"],
  paused: ["pause", toSay("Paused"), "change"],
  succeeded: ["check", toSay("Done"), "create"],
  failed: ["x", toSay("Stopped"), "remove"],
  cancelled: ["ban", toSay("Cancelled"), "change"],
};

const WITHOUT_REPORT = {
  queued: toSay("Is taken up by a worker in a moment"),
  running: toSay("Going on now"),
  paused: toSay("Stands still until it is resumed"),
  cancelled: toSay("Cancelled before anything was sent"),
};

/** What a run's state is called, and whether its end was checked. */
export function RunState({ run }) {
  const [sign, word, css] = STATES[run.state] ?? ["circle", run.state, ""];
  const unsure = run.state === "succeeded" && run.verified === false;
  return html`<span class="chip ${unsure ? "chip-change" : css && `chip-${css}`}">
    ${icon(unsure ? "triangle-alert" : sign)}${unsure ? say("Done, with differences") : say(word)}
  </span>`;
}

function told(run) {
  if (run.title) return run.title;
  if (run.failure) return run.failure;
  const { report } = run;
  if (!report) return say(WITHOUT_REPORT[run.state] ?? toSay("Its report could not be written"));
  return report.sentences?.[0] ?? sayCounted(report.done, "{number} done", "{number} done", { number: report.done });
}

/** A run in a list. */
export function RunLine({ run }) {
  return html`<li class="line">
    <${RunState} run=${run} />
    <a class="line-main" href=${pageOf(`/runs/${run.id}`)}>${told(run)}</a>
    <span class="muted dense">${sayAround("{when} by {who}", { when: html`<${When} at=${run.started_at ?? run.created_at} />`, who: who(run.requested_by, run.requested_by_name) })}</span>
  </li>`;
}
