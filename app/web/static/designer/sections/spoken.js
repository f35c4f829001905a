// A setting the design may or may not speak about: what it does not name stays as it is on the server.
import { html } from "../../lib/html.js";
import { say, sayAs } from "../../lib/say.js";
import { dropSetting, setSetting } from "../model/commands/sections.js";
import { label as labelOf } from "../model/differences.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { design, edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { sentencesOf } from "../ui/fields.js";

/** `children`: (value, set, problems) => field; `fallback` is the value it begins with. */
export function Spoken({ name, label, fallback, children: field }) {
  const spoken = name in design.value.settings;
  const told = sentencesOf(about(problems.value, "settings", null, name));
  const set = (value) => edit(say("Change {setting}", { setting: labelOf(name) }), (now) => setSetting(now, name, value), `settings:${name}`);
  if (!spoken) {
    return html`<div class="spoken is-silent"><span><span class="field-label">${label}</span><span class="field-hint">${say("Stays as it is on the server.")}</span></span>
      ${editableHere.value && html`<button type="button" class="button button-quiet" aria-label=${say("Set {setting}", { setting: label })} onClick=${() => set(fallback)}>${sayAs("button", "Set")}</button>`}</div>`;
  }
  return html`<div class="spoken">${field(design.value.settings[name], set, told)}
    ${editableHere.value && html`<button type="button" class="button button-quiet" aria-label=${say("Leave alone: {setting}", { setting: label })} title=${say("Leave it as it is on the server")}
      onClick=${() => edit(say("Leave {setting} alone", { setting: labelOf(name) }), (now) => dropSetting(now, name))}>${say("Leave alone")}</button>`}</div>`;
}
