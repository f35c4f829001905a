import { html, useId } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { tomorrow, UNTIL } from "./words.js";

/** How long something holds: a term, or a day. `value` is `{term, day}`. */
export function Term({ value, onChange, disabled }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${say("How long")}</label>
    <select id=${id} class="select" disabled=${disabled} value=${value.term} onChange=${(event) => onChange({ ...value, term: event.currentTarget.value })}>
      ${UNTIL.map(([term, text]) => html`<option value=${term}>${say(text)}</option>`)}
    </select>
    ${value.term === "date" &&
    html`<input
      type="date"
      class="input"
      aria-label=${say("Last day")}
      min=${tomorrow()}
      required
      value=${value.day}
      onChange=${(event) => onChange({ ...value, day: event.currentTarget.value })}
    />`}
  </div>`;
}
