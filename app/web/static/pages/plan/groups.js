import { html } from "../../lib/html.js";
import { say, sayAround, sayCounted } from "../../lib/say.js";
import { Change } from "./change.js";

/** Ticks all changes of a group that may be ticked together: destructive ones never are. */
function GroupTick({ group, selection, disabled }) {
  const ids = group.changes.filter((one) => !one.destructive).map((one) => one.id);
  if (ids.length < 2) return null;
  const on = ids.filter((id) => selection.ticked.value.has(id)).length;
  return html`<label class="group-tick">
    <input
      type="checkbox"
      checked=${on === ids.length}
      indeterminate=${on > 0 && on < ids.length}
      disabled=${disabled}
      onChange=${(event) => selection.tick(ids, event.currentTarget.checked)}
    />
    <span>${sayAround("All{of_what}", { of_what: html`<span class="visually-hidden"> ${say("of {what}", { what: group.title })}</span>` })}</span>
  </label>`;
}

function Group({ group, selection, disabled, index }) {
  const id = `group-${index}`;
  return html`<section class="change-group" aria-labelledby=${id}>
    <header>
      <h3 id=${id}>${group.title}</h3>
      <${GroupTick} group=${group} selection=${selection} disabled=${disabled} />
    </header>
    <ul class="changes">
      ${group.changes.map(
        (change) => html`<${Change} key=${change.id} change=${change} selection=${selection} disabled=${disabled} />`,
      )}
    </ul>
  </section>`;
}

const KINDS = [
  ["create", "+", "sign-create", (number) => sayCounted(number, "{number} created", "{number} created")],
  ["update", "~", "sign-change", (number) => sayCounted(number, "{number} changed", "{number} changed")],
  ["move", "↕", "sign-move", (number) => sayCounted(number, "{number} moved", "{number} moved")],
  ["access", "◐", "sign-access", (number) => sayCounted(number, "{number} with other access", "{number} with other access")],
  ["delete", "−", "sign-remove", (number) => sayCounted(number, "{number} deleted", "{number} deleted")],
];

/** `+ 2 created  ~ 1 changed …` */
export function Tally({ changes }) {
  const numbers = KINDS.map(([kind, ...rest]) => [changes.filter((one) => one.kind === kind).length, ...rest]);
  return html`<ul class="tally">
    ${numbers
      .filter(([number]) => number)
      .map(([number, sign, css, counted]) => html`<li><span class="sign ${css}" aria-hidden="true">${sign}</span> ${counted(number)}</li>`)}
  </ul>`;
}

export function Groups({ view, selection, disabled }) {
  return html`<section aria-labelledby="changes-heading">
    <header class="section-head">
      <h2 id="changes-heading">${say("Changes")}</h2>
      <${Tally} changes=${selection.changes} />
    </header>
    ${view.groups.map(
      (group, index) =>
        html`<${Group} key=${index} group=${group} index=${index} selection=${selection} disabled=${disabled} />`,
    )}
  </section>`;
}
