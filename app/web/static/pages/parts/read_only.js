import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { may, pageOf } from "./place.js";

const LABELS = {
  view: "View",
  design: "Design",
  approve: "Approve",
  apply: "Apply",
  rollback: "Roll back",
  manage_access: "Manage access",
};

export const rightLabel = (right) => LABELS[right] ?? right;

/** Above controls that are disabled: which right would allow them, and who can give it. */
export function ReadOnly({ needs, to }) {
  if (may(...needs)) return null;
  const names = needs.map(rightLabel).join(" or ");
  return html`<p class="read-only" role="note">
    ${icon("lock")}<span>Read only. To ${to} you need the right <b>${names}</b>; whoever manages access can give it.${" "}
    <a href=${pageOf("/access")}>See who</a></span>
  </p>`;
}
