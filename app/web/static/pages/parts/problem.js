import { signInHere } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { Copy } from "./copy.js";

const BY_STATUS = {
  0: [toSay("The server did not answer."), toSay("Look at your connection, then try again.")],
  401: [toSay("You are signed out."), toSay("Sign in again; you come back to this page.")],
  403: [toSay("You may not see this."), toSay("Ask somebody who manages access here.")],
  404: [toSay("This is not here."), toSay("It may have been removed, or the link is not complete.")],
};

const OURS = [
  toSay("Something went wrong on our side."),
  toSay("Try again. If it stays so, tell the operator the reference below."),
];

/** What, why and what to do, from any error that `api` throws. */
export function told(error) {
  const [what, remedy] = BY_STATUS[error.status] ?? OURS;
  return {
    what: error.detail || error.message || say(what),
    remedy: error.remedy || say(remedy),
    reference: error.reference || "",
    code: error.code || "",
  };
}

function Details({ reference, code }) {
  if (!reference && !code) return null;
  return html`<details class="problem-details">
    <summary>${say("Details")}</summary>
    <p>
      ${reference && html`${say("Reference")} <code>${reference}</code> <${Copy} text=${reference} label=${say("Copy reference")} quiet />`}
      ${code && html`<span class="muted"> ${say("Code")} <code>${code}</code></span>`}
    </p>
  </details>`;
}

/** In another tab, so that nothing that stands in this one is lost. */
const SignInBeside = () =>
  html`<a class="button button-primary" href=${signInHere()} target="_blank">${say("Sign in in another tab")}</a>`;

const beside = () => say("Sign in in another tab, then come back and try again. What you typed stays here.");

/** A problem beside what could not be done; with `whole`, in place of a page that could not be shown. */
export function Problem({ error, retry, level = 2, whole = false }) {
  const { what, remedy, reference, code } = told(error);
  const signedOut = error.status === 401;
  return html`<section class="problem" role="alert">
    <span class="problem-sign">${icon("octagon-x")}</span>
    <div class="problem-text">
      <${`h${level}`}>${what}<//>
      <p>${signedOut && !whole ? beside() : remedy}</p>
      <${Details} reference=${reference} code=${code} />
      ${signedOut && (whole ? html`<a class="button button-primary" href=${signInHere()}>${say("Sign in")}</a>` : html`<${SignInBeside} />`)}
      ${retry && !(signedOut && whole) && html`<button type="button" class="button" onClick=${retry}>${icon("rotate-cw")}${say("Try again")}</button>`}
    </div>
  </section>`;
}
