// Nothing selected: what can be done here, in a few lines.
import { html } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { canEdit } from "../state/document.js";
import { section } from "../state/selection.js";

const KEYS = [
  ["\u2191 \u2193", say("go through the list")], [say("Enter"), say("edit what is selected")], ["F2", say("rename in place")],
  [say("Alt \u2191 \u2193"), say("move it")], [say("Space"), say("pick it up, arrows move it, space drops it")], [say("Ctrl D"), say("duplicate")],
  [say("Del"), say("take it out")], [say("Ctrl Z"), say("undo anything")], [say("Ctrl S"), say("save a version")],
];

export function Nothing({ count }) {
  const areRoles = section.value === "roles";
  if (count > 1) return html`<div class="inspector-none"><h2>${areRoles
    ? sayCounted(count, "{number} role selected", "{number} roles selected") : sayCounted(count, "{number} channel selected", "{number} channels selected")}</h2><p>${say("Drag them together, move them with Alt and the arrow keys, or use the menu.")}</p></div>`;
  return html`<div class="inspector-none">
    <h2>${areRoles ? say("Select a role") : say("Select a channel")}</h2>
    <p>${canEdit.value ? say("Everything about it can be edited here. Nothing changes on Discord until a plan is approved.") : say("Everything about it is shown here.")}</p>
    ${canEdit.value && html`<dl class="keys">${KEYS.map(([keys, what]) => html`<div key=${keys}><dt><kbd>${keys}</kbd></dt><dd>${what}</dd></div>`)}</dl>`}
  </div>`;
}
