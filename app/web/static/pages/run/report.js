import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround, sayCounted } from "../../lib/say.js";
import { When } from "../parts/when.js";

/** How many steps failed is counted by the report, too. */
const COUNTED = "steps_failed";

function verdict(run) {
  const { report, state } = run;
  if (state === "cancelled") return ["minus", "cancelled", say("The run was cancelled")];
  if (state === "failed") return ["x", "failed", say("The run stopped before its end")];
  if (!report || report.differences === null) return ["info", "unread", say("Done, but the server could not be read back")];
  if (report.verified) return ["check", "verified", say("Done: the server is as the plan wanted it")];
  return ["triangle-alert", "differs", sayCounted(report.differences.length, "Done, but {number} thing is not as planned", "Done, but {number} things are not as planned")];
}

/** What the run really did, from its journal and from reading the server back. */
export function Report({ run, path }) {
  const { report } = run;
  const [sign, css, title] = verdict(run);
  return html`<section class="report report-${css}" aria-labelledby="report-heading">
    <h2 id="report-heading">${icon(sign)}${title}</h2>
    ${run.failure && !(report && run.failure_code === COUNTED) && html`<p>${run.failure}</p>`}
    ${report &&
    html`<ul class="plain">${report.sentences.map((one) => html`<li>${one}</li>`)}</ul>
      ${report.differences?.length > 0 &&
      html`<div>
        <h3>${say("Not as planned")}</h3>
        <ul class="plain">${report.differences.map((one) => html`<li>${one}</li>`)}</ul>
      </div>`}
      ${report.set_over?.length > 0 &&
      html`<div>
        <h3>${say("Changed by others meanwhile")}</h3>
        <ul class="plain">${report.set_over.map((one) => html`<li>${one}</li>`)}</ul>
      </div>`}`}
    <p class="evidence">
      ${report?.read_back_at && html`<span>${sayAround("Read back {when}", { when: html`<${When} at=${report.read_back_at} />` })}</span>`}
      <a href=${`/api/v1${path}`} download=${`run-${run.id}.json`}>${icon("download")}${say("Evidence as JSON")}</a>
    </p>
  </section>`;
}
