// What is not saved yet, and the form that saves it with a message.
import { html, useState } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { problems } from "../state/checking.js";
import { changes } from "../state/document.js";
import { commentsDiffer } from "../state/pending.js";
import { ChangeList } from "./change_list.js";

export function SaveForm({ onSave, then, unsent, close }) {
  const [message, setMessage] = useState(unsent);
  const submit = (event) => {
    event.preventDefault();
    close();
    onSave(message.trim());
  };
  const onKeyDown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event); };
  return html`<form class="dialog-body stack" onSubmit=${submit} onKeyDown=${onKeyDown}>
    <label class="field"><span class="field-label">${say("What is this version about?")}</span>
      <input class="input" autofocus maxlength="200" placeholder=${say("For those who look for it later")} value=${message}
        onInput=${(event) => setMessage(event.target.value)} /></label>
    ${problems.value.length > 0 && html`<p class="field-problem">${sayCounted(problems.value.length, "{number} problem has to be solved before Discord takes this design.", "{number} problems have to be solved before Discord takes this design.")}</p>`}
    <${Unsaved} />
    <footer class="dialog-buttons"><button type="button" class="button" onClick=${close}>${say("Cancel")}</button>
      <button type="submit" class="button button-primary">${then ? say("Save and plan") : say("Save version")}</button></footer>
  </form>`;
}

export const UnsavedList = () => html`<div class="dialog-body"><${Unsaved} /></div>`;

const Unsaved = () => html`${commentsDiffer.value && html`<p>${say("The comments of the YAML change.")}</p>`}
  ${(changes.value.length > 0 || !commentsDiffer.value) && html`<${ChangeList} entries=${changes.value} />`}`;
