// Always there at the bottom: what is not saved, undo and redo, YAML, versions, save and plan.
import { html } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { canEdit, changes, design, redo, redoLabel, reset, saved, undo, undoLabel } from "../state/document.js";
import { sheetOpen, side } from "../state/selection.js";
import { tell } from "../state/notice.js";
import { appliedText, commentsDiffer, takeOverText } from "../state/pending.js";
import { Icon } from "../ui/icon.js";
import { AlsoEditing } from "./editors.js";
import { askToSave, makePlan, planning, saving, showUnsaved } from "./save.js";

function takeAllBack() {
  const applied = appliedText.peek(), before = design.peek(), after = reset();
  appliedText.value = null;
  const bringBack = () => { if (design.peek() === after && after !== before) undo(); appliedText.value = applied; };
  tell(say("All edits since the last version are taken back."), { action: { label: say("Undo"), run: bringBack, undoes: true } });
}

export function SaveBar() {
  const count = changes.value.length + (commentsDiffer.value ? 1 : 0), first = saved.value.version === null;
  const typing = takeOverText.value !== null;
  const showSide = (name) => { side.value = side.value === name ? "inspector" : name; sheetOpen.value = side.value === name; };
  return html`<footer class=${`save-bar${count ? " is-dirty" : ""}`} aria-label=${say("Saving")}>
    <div class="save-state">
      ${count > 0
        ? html`<button type="button" class="button button-quiet save-count" onClick=${showUnsaved}>
            ${sayCounted(count, "{number} unsaved change", "{number} unsaved changes")}</button>`
        : typing ? html`<span class="save-quiet">${say("YAML that is not applied")}</span>`
        : html`<span class="save-quiet">${first ? say("Nothing saved yet") : say("Version {version}", { version: saved.value.version })}</span>`}
      <${AlsoEditing} />
    </div>
    <div class="save-tools">
      ${canEdit.value && html`
        <button type="button" class="icon-button" disabled=${!undoLabel.value} onClick=${undo} aria-label=${say("Undo: {edit}", { edit: undoLabel.value || say("nothing") })} title=${undoLabel.value ? say("Undo: {edit}", { edit: undoLabel.value }) : say("Nothing to undo")}><${Icon} name="undo-2" /></button>
        <button type="button" class="icon-button" disabled=${!redoLabel.value} onClick=${redo} aria-label=${say("Redo: {edit}", { edit: redoLabel.value || say("nothing") })} title=${redoLabel.value ? say("Redo: {edit}", { edit: redoLabel.value }) : say("Nothing to redo")}><${Icon} name="redo-2" /></button>`}
      <button type="button" class="button button-quiet" aria-label="YAML" aria-pressed=${String(side.value === "yaml")} onClick=${() => showSide("yaml")}><${Icon} name="file-code" /><span class="wide-only">YAML</span></button>
      <button type="button" class="button button-quiet" aria-label=${say("Versions")} aria-pressed=${String(side.value === "versions")} onClick=${() => showSide("versions")}><${Icon} name="history" /><span class="wide-only">${say("Versions")}</span></button>
    </div>
    ${canEdit.value && html`<div class="save-actions">
      ${count > 0 && html`<button type="button" class="button" onClick=${takeAllBack}>${say("Reset")}</button>`}
      <button type="button" class=${`button${count ? " button-primary" : ""}`} disabled=${saving.value || (!count && !first && !typing)} onClick=${() => askToSave()}>${saving.value ? say("Saving\u2026") : say("Save version\u2026")}</button>
      <button type="button" class=${`button${count ? "" : " button-primary"}`} disabled=${planning.value} onClick=${makePlan}>${planning.value ? say("Planning\u2026") : say("Plan \u2192")}</button>
    </div>`}
  </footer>`;
}
