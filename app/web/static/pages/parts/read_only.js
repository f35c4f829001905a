import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround, toSay } from "../../lib/say.js";
import { may, pageOf } from "./place.js";

const LABELS = {
  view: toSay("View"),
  design: toSay("Design"),
  approve: toSay("Approve"),
  apply: toSay("Apply"),
  rollback: toSay("Roll back"),
  manage_access: toSay("Manage access"),
};

export const rightLabel = (right) => say(LABELS[right] ?? right);

const either = ([first, second]) =>
  second ? say("{right} or {other}", { right: rightLabel(first), other: rightLabel(second) }) : rightLabel(first);

/**
 * Above controls that are disabled: which right would allow them, and who can give it. `told` says so,
 * with a `{right}` in it; of two rights each is enough.
 */
export function ReadOnly({ needs, told }) {
  if (may(...needs)) return null;
  return html`<p class="read-only" role="note">
    ${icon("lock")}<span>${sayAround(told, { right: html`<b>${either(needs)}</b>` })}${" "}
    <a href=${pageOf("/access")}>${say("See who")}</a></span>
  </p>`;
}
