// What somebody is told whose right to design is limited: which parts it covers, and that what is shown is
// not among them.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { inARow } from "../../lib/words.js";
import { channelOf, roleOf } from "../model/design.js";
import { canEdit, design } from "../state/document.js";
import { objects } from "../state/page.js";
import { editableHere } from "../state/reach.js";

export function Beyond() {
  if (!canEdit.value || editableHere.value) return null;
  return html`<p class="banner is-beyond">${say("Your right to design does not cover it, so it can be looked at only. Whoever manages access here can change that.")}</p>`;
}

export function Covered() {
  if (!canEdit.value) return null;
  return html`<div class="banner"><p><strong>${say("You may design parts of this server:")}</strong> ${say("{parts}. The rest is greyed out, and can be looked at.", { parts: inARow(names()) || say("none that are in the design now") })}</p></div>`;
}

/** As far as the design has them. */
const names = () => [...objects].map((name) => {
  const [kind, key] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)];
  const found = kind === "role" ? roleOf(design.value, key) : channelOf(design.value, key);
  return found && (kind === "role" ? `@${found.name}` : found.name);
}).filter(Boolean);
