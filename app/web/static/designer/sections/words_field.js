// A list of words, one a line. What is typed stays as typed until the field is left.
import { html, useId, useState } from "../../lib/html.js";
import { seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { About } from "../ui/fields.js";

export function WordsField({ label, values, onChange, hint, problems }) {
  const id = useId();
  const [draft, setDraft] = useState(null);
  const onInput = (event) => {
    setDraft(event.target.value);
    onChange(event.target.value.split("\n").map((line) => line.trim()).filter(Boolean));
  };
  return html`<div class=${`field${problems.length ? " has-problem" : ""}`}><div class="field-head"><label class="field-label" for=${id}>${label}</label><span class="field-count">${values.length}</span></div>
    <textarea id=${id} class="input" rows=${Math.min(8, Math.max(2, values.length))} disabled=${!editableHere.value} value=${draft ?? values.join("\n")} spellcheck=${false}
      aria-describedby=${`${id}-about`} onInput=${onInput} onBlur=${() => { setDraft(null); seal(); }}></textarea>
    <${About} id=${`${id}-about`} problems=${problems} hint=${hint} /></div>`;
}
