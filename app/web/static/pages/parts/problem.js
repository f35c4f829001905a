import { signInHere } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Copy } from "./copy.js";

const BY_STATUS = {
  0: ["The server did not answer.", "Look at your connection, then try again."],
  401: ["You are signed out.", "Sign in again; you come back to this page."],
  403: ["You may not see this.", "Ask somebody who manages access here."],
  404: ["This is not here.", "It may have been removed, or the link is not complete."],
};

/** What, why and what to do, from any error that `api` throws. */
export function told(error) {
  const [what, remedy] = BY_STATUS[error.status] ?? [
    "Something went wrong on our side.",
    "Try again. If it stays so, tell the operator the reference below.",
  ];
  return {
    what: error.detail || error.message || what,
    remedy: error.remedy || remedy,
    reference: error.reference || "",
    code: error.code || "",
  };
}

function Details({ reference, code }) {
  if (!reference && !code) return null;
  return html`<details class="problem-details">
    <summary>Details</summary>
    <p>
      ${reference && html`Reference <code>${reference}</code> <${Copy} text=${reference} label="Copy reference" quiet />`}
      ${code && html`<span class="muted"> Code <code>${code}</code></span>`}
    </p>
  </details>`;
}

/** A problem in place of what could not be shown, or beside what could not be done. */
export function Problem({ error, retry, level = 2 }) {
  const { what, remedy, reference, code } = told(error);
  return html`<section class="problem" role="alert">
    <span class="problem-sign">${icon("octagon-x")}</span>
    <div class="problem-text">
      <${`h${level}`}>${what}<//>
      <p>${remedy}</p>
      <${Details} reference=${reference} code=${code} />
      ${error.status === 401
        ? html`<a class="button button-primary" href=${signInHere()}>Sign in</a>`
        : retry && html`<button type="button" class="button" onClick=${retry}>${icon("rotate-cw")}Try again</button>`}
    </div>
  </section>`;
}
