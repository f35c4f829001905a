// Says of what is shown that it may be looked at only, where a right covers other parts of the server.
import { html } from "../../lib/html.js";
import { canEdit } from "../state/document.js";
import { BEYOND, editableHere } from "../state/reach.js";

export function Beyond() {
  if (!canEdit.value || editableHere.value) return null;
  return html`<p class="banner is-beyond">${BEYOND}, so it can be looked at only.
    Whoever manages access here can change that.</p>`;
}
