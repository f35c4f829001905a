import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";

/** What changed on the server since the plan was made, and the one click that plans again. */
export function Stale({ sentences, onRefresh, busy, allowed }) {
  return html`<section class="stale" role="alert" aria-labelledby="stale-heading">
    <h2 id="stale-heading">${say("The server has changed since this plan was made")}</h2>
    ${sentences.length > 0
      ? html`<ul class="plain">${sentences.map((one) => html`<li>${one}</li>`)}</ul>`
      : html`<p>${say("It is no longer what this plan was made from.")}</p>`}
    <p class="muted">${say("The plan is kept as it was but cannot be run. Planning again keeps what you ticked, except what is deleted.")}</p>
    <button type="button" class="button button-primary" disabled=${busy || !allowed} onClick=${onRefresh}>
      ${icon("rotate-cw")}${busy ? say("Planning…") : say("Plan again")}
    </button>
  </section>`;
}
