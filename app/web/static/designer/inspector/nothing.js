// Nothing selected: what can be done here, in a few lines.
import { html } from "../../lib/html.js";
import { canEdit } from "../state/document.js";
import { section } from "../state/selection.js";

const KEYS = [
  ["\u2191 \u2193", "go through the list"], ["Enter", "edit what is selected"], ["F2", "rename in place"],
  ["Alt \u2191 \u2193", "move it"], ["Space", "pick it up, arrows move it, space drops it"], ["Ctrl D", "duplicate"],
  ["Del", "take it out"], ["Ctrl Z", "undo anything"], ["Ctrl S", "save a version"],
];

export function Nothing({ count }) {
  const things = section.value === "roles" ? "role" : "channel";
  if (count > 1) return html`<div class="inspector-none"><h2>${count} ${things}s selected</h2><p>Drag them together, move them with Alt and the arrow keys, or use the menu.</p></div>`;
  return html`<div class="inspector-none">
    <h2>Select a ${things}</h2>
    <p>${canEdit.value ? `Everything about it can be edited here. Nothing changes on Discord until a plan is approved.` : `Everything about it is shown here.`}</p>
    ${canEdit.value && html`<dl class="keys">${KEYS.map(([keys, what]) => html`<div key=${keys}><dt><kbd>${keys}</kbd></dt><dd>${what}</dd></div>`)}</dl>`}
  </div>`;
}
