import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { pageOf } from "./place.js";
import { When } from "./when.js";
import { who } from "./who.js";

const STATES = {
  queued: ["hourglass", "Waits for a worker", ""],
  running: ["play", "Running", "move"],
  paused: ["pause", "Paused", "change"],
  succeeded: ["check", "Done", "create"],
  failed: ["x", "Stopped", "remove"],
  cancelled: ["ban", "Cancelled", "change"],
};

const WITHOUT_REPORT = {
  queued: "Is taken up by a worker in a moment",
  running: "Going on now",
  paused: "Stands still until it is resumed",
  cancelled: "Cancelled before anything was sent",
};

/** What a run's state is called, and whether its end was checked. */
export function RunState({ run }) {
  const [sign, word, css] = STATES[run.state] ?? ["circle", run.state, ""];
  const unsure = run.state === "succeeded" && run.verified === false;
  return html`<span class="chip ${unsure ? "chip-change" : css && `chip-${css}`}">
    ${icon(unsure ? "triangle-alert" : sign)}${unsure ? "Done, with differences" : word}
  </span>`;
}

function told(run) {
  if (run.title) return run.title;
  if (run.failure) return run.failure;
  const { report } = run;
  if (!report) return WITHOUT_REPORT[run.state] ?? "Its report could not be written";
  return report.sentences?.[0] ?? `${report.done} done`;
}

/** A run in a list. */
export function RunLine({ run }) {
  return html`<li class="line">
    <${RunState} run=${run} />
    <a class="line-main" href=${pageOf(`/runs/${run.id}`)}>${told(run)}</a>
    <span class="muted dense"><${When} at=${run.started_at ?? run.created_at} /> by ${who(run.requested_by, run.requested_by_name)}</span>
  </li>`;
}
