import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { Copy } from "../parts/copy.js";
import { Sign } from "../parts/signs.js";
import { When } from "../parts/when.js";

const STATES = {
  waiting: ["circle", toSay("waiting")],
  started: ["loader", toSay("going")],
  done: ["check", toSay("done")],
  unnecessary: ["check", toSay("was so already")],
  skipped: ["minus", toSay("skipped")],
  failed: ["x", toSay("failed")],
};
const ABOUT_ACCESS = /^(change who|hide|take|keep channel from|give channel its)/;
const KINDS = { create: "create", edit: "update", order: "move", delete: "delete", put: "access" };

/** The sign of what a step does, beside the state it is in. Its verb is the API's, in every language. */
function kindOf({ action, verb = "" }) {
  if (action.endsWith("_overwrite") || ABOUT_ACCESS.test(verb)) return "access";
  return verb.startsWith("move") ? "move" : KINDS[action.split("_")[0]];
}

const PROBLEMS = new Set(["failed", "skipped"]);

function Failure({ error }) {
  return html`<div class="step-error">
    <p>${error.message}</p>
    ${error.remedy && html`<p class="muted">${error.remedy}</p>`}
    ${(error.reference || error.code || error.details) &&
    html`<details class="problem-details">
      <summary>${say("Details")}</summary>
      <p>
        ${error.reference && html`${say("Reference")} <code>${error.reference}</code> <${Copy} text=${error.reference} label=${say("Copy reference")} quiet />`}
        ${error.code && html`<span class="muted"> ${say("Code")} <code>${error.code}</code></span>`}
      </p>
      ${error.details && html`<p class="muted">${error.details}</p>`}
    </details>`}
  </div>`;
}

function Step({ step }) {
  const [sign, word] = STATES[step.state] ?? STATES.waiting;
  const held = step.waits_until && (step.state === "waiting" || step.state === "started");
  return html`<li class="step step-${step.state}" id=${`step-${step.number}`}>
    <${Sign} kind=${kindOf(step)} />
    <div class="step-body">
      <p>${step.sentence}</p>
      ${held && html`<p class="step-wait">${step.wait_text} <span class="muted">(<${When} at=${step.waits_until} />)</span></p>`}
      ${step.error
        ? html`<${Failure} error=${step.error} />`
        : step.reason && html`<p class="muted dense">${step.reason}</p>`}
    </div>
    <span class="step-state">${icon(sign)}<span>${say(word)}</span></span>
  </li>`;
}

/** One line a step; with a switch to those that did not go as planned, where there are some. */
export function Steps({ steps }) {
  const [only, showOnly] = useState(false);
  const problems = steps.filter((step) => PROBLEMS.has(step.state));
  const shown = only && problems.length ? problems : steps;
  return html`<section aria-labelledby="steps-heading">
    <header class="section-head">
      <h2 id="steps-heading">${say("Steps")}</h2>
      ${problems.length > 0 &&
      problems.length < steps.length &&
      html`<label class="only">
        <input type="checkbox" checked=${only} onChange=${(event) => showOnly(event.currentTarget.checked)} />
        <span>${sayCounted(problems.length, "Only the {number} that failed or were skipped", "Only the {number} that failed or were skipped")}</span>
      </label>`}
    </header>
    <ol class="steps">${shown.map((step) => html`<${Step} key=${step.number} step=${step} />`)}</ol>
  </section>`;
}
