// Fields of the inspector that are left to people: they say so, show what is live, and cannot be
// changed until the design decides about them.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { capital } from "../../lib/words.js";
import { label } from "../model/differences.js";
import { decide } from "../model/left_decisions.js";
import { isServerRead, left } from "../state/as_left.js";
import { edit, seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { live, registry } from "../state/page.js";

/** Around one field; a field whose live value is not known yet is not drawn at all. */
export function LeftField({ section, thing, field, children }) {
  if (!left(section, thing, field)) return children;
  return html`<div class="left-field" role="group" aria-label=${say("{field}, left to people", { field: label(field) })}>
    ${!isServerRead() && html`<span class="field-label">${capital(label(field))}</span>`}
    <${LeftNote} section=${section} thing=${thing} field=${field} />
    ${isServerRead() && html`<fieldset disabled>${children}</fieldset>`}
  </div>`;
}

/** What is said at a field that is left to people, and the way back. */
export function LeftNote({ section, thing, field }) {
  const known = isServerRead();
  const take = () => {
    edit(say("Let the design decide: {what}, {field}", { what: thing.name, field: label(field) }),
      (now) => decide(now, live.value.design, registry, section, thing.key, field));
    seal();
  };
  return html`<div class="left-note"><p class="field-hint">${say("Left to people: Guildwright does not change this.")}
      ${!known && ` ${say("What it is now is not known until the server was read.")}`}</p>
    ${editableHere.value && html`<button type="button" class="button button-quiet" disabled=${!known} onClick=${take}>${say("Let the design decide")}</button>`}</div>`;
}
