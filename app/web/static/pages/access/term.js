import { html, useId, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { isLastDay, latestDay, tomorrow, UNTIL } from "./words.js";

/** A day, and what is wrong with it once somebody has left the field: half a year is one, too. */
function LastDay({ id, day, disabled, onDay }) {
  const [left, leave] = useState(false);
  const wrong = left && day !== "" && !isLastDay(day);
  return html`<input
      type="date"
      class="input"
      aria-label=${say("Last day")}
      aria-invalid=${wrong}
      aria-describedby=${wrong ? `${id}-wrong` : undefined}
      min=${tomorrow()}
      max=${latestDay()}
      required
      disabled=${disabled}
      value=${day}
      onChange=${(event) => onDay(event.currentTarget.value)}
      onBlur=${() => leave(true)}
      onFocus=${() => leave(false)}
    />
    ${wrong && html`<p class="field-problem" id=${`${id}-wrong`} role="alert">${say("This day cannot be the last one. Choose one from tomorrow on, within the next ten years.")}</p>`}`;
}

/** How long something holds: a term, or a day. `value` is `{term, day}`. */
export function Term({ value, onChange, disabled }) {
  const id = useId();
  return html`<div class="field">
    <label for=${id}>${say("How long")}</label>
    <select id=${id} class="select" disabled=${disabled} value=${value.term} onChange=${(event) => onChange({ ...value, term: event.currentTarget.value })}>
      ${UNTIL.map(([term, text]) => html`<option value=${term}>${say(text)}</option>`)}
    </select>
    ${value.term === "date" && html`<${LastDay} id=${id} day=${value.day} disabled=${disabled} onDay=${(day) => onChange({ ...value, day })} />`}
  </div>`;
}
