// Says which unsaved edits would come to nothing, since their fields are left to people.
import { html } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { described } from "../model/differences.js";
import { taken } from "../model/left_decisions.js";
import { leftEdits } from "../state/as_left.js";
import { design, edit, saved, seal } from "../state/document.js";
import { registry } from "../state/page.js";

const NAMED = 4;

export function LeftBanner() {
  const edits = leftEdits.value;
  const named = edits.slice(0, NAMED).map((entry) => described(entry, design.value, saved.value.design).text);
  const parts = { edits: named.join("; "), number: edits.length - NAMED };
  return html`<div class="banner" role="region" aria-label=${say("Edits of what is left to people")}>
    <p><strong>${sayCounted(edits.length, "No plan carries out this edit:", "No plan carries out these edits:")}</strong>
      ${" "}${edits.length > NAMED ? say("{edits}, and {number} more. The design leaves that to people.", parts) : say("{edits}. The design leaves that to people.", parts)}</p>
    <button type="button" class="button" onClick=${takeLeftEdits}>${say("Let the design decide")}</button></div>`;
}

/** The design decides about all of them, as they were edited. */
function takeLeftEdits() {
  edit(say("Let the design decide"), (now) => leftEdits.peek().reduce(
    (next, { section, key, field }) => taken(next, registry, section, key, field), now));
  seal();
}
