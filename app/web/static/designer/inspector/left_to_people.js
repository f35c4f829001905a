// Protection, and which fields of a thing are left to people on the server.
import { html } from "../../lib/html.js";
import { say, sayAround } from "../../lib/say.js";
import { withFields } from "../model/design.js";
import { label } from "../model/differences.js";
import { edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { Toggle } from "../ui/fields.js";

/** `save(fields)` for things that are not found by their key in roles or channels. */
export function LeftToPeople({ thing, section, fields, protect = true, save }) {
  const set = (name, values) => (save ? save(values)
    : edit(say("Edit {what}", { what: name }), (design) => withFields(design, section, thing.key, values)));
  const toggle = (field) => {
    const ignore = thing.ignore.includes(field) ? thing.ignore.filter((one) => one !== field) : [...thing.ignore, field];
    set(thing.name, { ignore });
  };
  return html`<details class="panel-part more" open=${thing.ignore.length > 0}>
    <summary>${say("Protection and what is left to people")}</summary>
    ${protect && html`<${Toggle} label=${say("Protect from deletion")} value=${thing.protect}
      hint=${say("No plan and no rollback deletes it.")} onChange=${(on) => set(thing.name, { protect: on })} />`}
    <fieldset class="checks"><legend>${say("Left to people on the server")}</legend>
      <p class="field-hint">${say("The plan does not touch these, whatever the design says.")}</p>
      <div class="check-grid">${fields.map((field) => html`<label class="check" key=${field}><input type="checkbox" disabled=${!editableHere.value}
        checked=${thing.ignore.includes(field)} onChange=${() => toggle(field)} />${label(field)}</label>`)}</div>
    </fieldset>
    <p class="field-hint">${sayAround("Key in the YAML: {key}. It stays when the name changes.", { key: html`<code>${thing.key}</code>` })}</p>
  </details>`;
}
