import { html, useRef } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";

const PATIENCE_MS = 300;

/** A list to choose one of, with "everything" first. */
export function Choice({ id, label, value, options, all, onChange }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <select id=${id} class="select" value=${value} onChange=${(event) => onChange(event.currentTarget.value)}>
      <option value="">${all}</option>
      ${options.map(([name, text]) => html`<option value=${name}>${text}</option>`)}
    </select>
  </div>`;
}

/** A search that waits until one has stopped typing. */
export function Search({ value, onChange }) {
  const timer = useRef(0);
  const typed = (event) => {
    const text = event.currentTarget.value;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onChange(text.trim()), PATIENCE_MS);
  };
  return html`<div class="field">
    <label for="search">${say("Search")}</label>
    <div class="combo-field">${icon("search")}<input id="search" type="search" class="input" autocomplete="off" placeholder=${say("A name, a word")} defaultValue=${value} onInput=${typed} /></div>
  </div>`;
}

/** Whom the lines that were seen so far are by. */
export function actorsOf(items, known = []) {
  const found = new Map(known);
  for (const { who } of items) if (who?.actor) found.set(who.actor, who.name);
  return [...found];
}
