// Always there at the bottom: what is not saved, undo and redo, YAML, versions, save and plan.
import { html } from "../../lib/html.js";
import { canEdit, changes, design, redo, redoLabel, reset, saved, undo, undoLabel } from "../state/document.js";
import { sheetOpen, side } from "../state/selection.js";
import { tell } from "../state/notice.js";
import { appliedText, commentsDiffer } from "../state/pending.js";
import { Icon } from "../ui/icon.js";
import { AlsoEditing } from "./editors.js";
import { askToSave, makePlan, planning, saving, showUnsaved } from "./save.js";

function takeAllBack() {
  const applied = appliedText.peek(), before = design.peek(), after = reset();
  appliedText.value = null;
  const bringBack = () => { if (design.peek() === after && after !== before) undo(); appliedText.value = applied; };
  tell("All edits since the last version are taken back.", { action: { label: "Undo", run: bringBack, undoes: true } });
}

export function SaveBar() {
  const count = changes.value.length + (commentsDiffer.value ? 1 : 0), first = saved.value.version === null;
  const showSide = (name) => { side.value = side.value === name ? "inspector" : name; sheetOpen.value = side.value === name; };
  return html`<footer class=${`save-bar${count ? " is-dirty" : ""}`} aria-label="Saving">
    <div class="save-state">
      ${count > 0
        ? html`<button type="button" class="button button-quiet save-count" onClick=${showUnsaved}>
            ${count} unsaved ${count === 1 ? "change" : "changes"}</button>`
        : html`<span class="save-quiet">${first ? "Nothing saved yet" : `Version ${saved.value.version}`}</span>`}
      <${AlsoEditing} />
    </div>
    <div class="save-tools">
      ${canEdit.value && html`
        <button type="button" class="icon-button" disabled=${!undoLabel.value} onClick=${undo} aria-label=${`Undo: ${undoLabel.value || "nothing"}`} title=${undoLabel.value ? `Undo: ${undoLabel.value}` : "Nothing to undo"}><${Icon} name="undo-2" /></button>
        <button type="button" class="icon-button" disabled=${!redoLabel.value} onClick=${redo} aria-label=${`Redo: ${redoLabel.value || "nothing"}`} title=${redoLabel.value ? `Redo: ${redoLabel.value}` : "Nothing to redo"}><${Icon} name="redo-2" /></button>`}
      <button type="button" class="button button-quiet" aria-label="YAML" aria-pressed=${String(side.value === "yaml")} onClick=${() => showSide("yaml")}><${Icon} name="file-code" /><span class="wide-only">YAML</span></button>
      <button type="button" class="button button-quiet" aria-label="Versions" aria-pressed=${String(side.value === "versions")} onClick=${() => showSide("versions")}><${Icon} name="history" /><span class="wide-only">Versions</span></button>
    </div>
    ${canEdit.value && html`<div class="save-actions">
      ${count > 0 && html`<button type="button" class="button" onClick=${takeAllBack}>Reset</button>`}
      <button type="button" class=${`button${count ? " button-primary" : ""}`} disabled=${saving.value || (!count && !first)} onClick=${() => askToSave()}>${saving.value ? "Saving\u2026" : "Save version\u2026"}</button>
      <button type="button" class=${`button${count ? "" : " button-primary"}`} disabled=${planning.value} onClick=${makePlan}>${planning.value ? "Planning\u2026" : "Plan \u2192"}</button>
    </div>`}
  </footer>`;
}
