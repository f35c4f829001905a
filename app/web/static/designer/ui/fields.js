// Fields that say their limit while somebody types, and what is wrong right below.
import { html, useId, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { counted } from "../model/limits.js";
import { seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";

/** Problems are sentences. While it has the focus, a field shows what was typed, even if it cannot be kept. */
export function TextField({ label, value, onChange, most, least = 0, problems = [], hint, rows, placeholder, transform, required, disabled, hideLabel }) {
  const id = useId();
  const [draft, setDraft] = useState(null);
  const shown = draft ?? value ?? "";
  const count = most ? counted(shown, most, least) : null;
  const own = required && !shown.trim() ? [say("{what} is empty.", { what: label })] : count?.over
    ? [say("{number} characters. Discord takes at most {most}: shorten it by {over}.", { number: count.count, most, over: count.count - most })] : [];
  const told = own.length ? own : problems;
  const onInput = (event) => {
    let text = event.target.value;
    if (transform && !event.isComposing) text = transform(text);
    setDraft(text);
    if (!(required && !text.trim())) onChange(text);
  };
  const Tag = rows ? "textarea" : "input";
  return html`<div class=${`field${told.length ? " has-problem" : ""}`}>
    <div class="field-head"><label for=${id} class=${hideLabel ? "visually-hidden" : "field-label"}>${label}</label>
      ${count && html`<span class=${`field-count${count.over ? " is-over" : ""}`}>${count.count}/${most}</span>`}</div>
    <${Tag} id=${id} class="input" value=${shown} rows=${rows} placeholder=${placeholder} autocomplete="off"
      disabled=${disabled || !editableHere.value} aria-invalid=${told.length ? "true" : undefined}
      aria-describedby=${`${id}-about`} onInput=${onInput} onBlur=${() => { setDraft(null); seal(); }} />
    <${About} id=${`${id}-about`} problems=${told} hint=${hint} />
  </div>`;
}

export function NumberField({ label, value, onChange, least, most, unit, hint, problems = [] }) {
  const id = useId();
  const [draft, setDraft] = useState(null);
  const shown = draft ?? String(value);
  const number = /^\d+$/.test(shown.trim()) ? Number(shown) : NaN;
  const own = Number.isInteger(number) && number >= least && number <= most ? [] : [unit
    ? say("It runs from {least} to {most} {unit}.", { least, most, unit }) : say("It runs from {least} to {most}.", { least, most })];
  const told = own.length ? own : problems;
  const onInput = (event) => {
    setDraft(event.target.value);
    if (/^\d{1,9}$/.test(event.target.value.trim())) onChange(Number(event.target.value));
  };
  return html`<div class=${`field${told.length ? " has-problem" : ""}`}>
    <div class="field-head"><label for=${id} class="field-label">${label}</label><span class="field-count">${least}\u2013${most}</span></div>
    <div class="with-unit"><input id=${id} class="input" inputmode="numeric" value=${shown} disabled=${!editableHere.value}
      aria-invalid=${told.length ? "true" : undefined} aria-describedby=${`${id}-about`} onInput=${onInput}
      onBlur=${() => { setDraft(null); seal(); }} />${unit && html`<span class="unit">${unit}</span>`}</div>
    <${About} id=${`${id}-about`} problems=${told} hint=${hint} />
  </div>`;
}

/** `options`: [value, label]; values may be null or numbers. A value that is not among them is kept. */
export function SelectField({ label, value, options, onChange, hint, problems = [], disabled, hideLabel }) {
  const id = useId();
  const known = options.some(([one]) => one === value);
  const all = known ? options : [...options, [value, String(value)]];
  const at = all.findIndex(([one]) => one === value);
  return html`<div class=${`field${problems.length ? " has-problem" : ""}`}>
    <div class="field-head"><label for=${id} class=${hideLabel ? "visually-hidden" : "field-label"}>${label}</label></div>
    <select id=${id} class="input" value=${String(at)} disabled=${disabled || !editableHere.value} aria-describedby=${`${id}-about`}
      onChange=${(event) => { onChange(all[Number(event.target.value)][0]); seal(); }}>
      ${all.map(([, text], index) => html`<option value=${String(index)} selected=${index === at}>${text}</option>`)}
    </select>
    <${About} id=${`${id}-about`} problems=${problems} hint=${hint} />
  </div>`;
}

export function Toggle({ label, value, onChange, hint, problems = [], disabled }) {
  const id = useId();
  return html`<div class=${`field field-toggle${problems.length ? " has-problem" : ""}`}>
    <label class="toggle-row" for=${id}><span class="toggle-text">${label}</span>
      <input id=${id} type="checkbox" role="switch" class="switch" checked=${value} disabled=${disabled || !editableHere.value}
        aria-describedby=${`${id}-about`} onChange=${(event) => { onChange(event.target.checked); seal(); }} /></label>
    <${About} id=${`${id}-about`} problems=${problems} hint=${hint} />
  </div>`;
}

export function About({ id, problems, hint }) {
  return html`<div id=${id} class="field-about">
    ${problems.map((text) => html`<p class="field-problem">${text}</p>`)}
    ${hint && html`<p class="field-hint">${hint}</p>`}
  </div>`;
}

export const sentencesOf = (problems) => problems.map((one) => [one.what, one.remedy].filter(Boolean).join(" "));
