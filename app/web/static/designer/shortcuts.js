// Keys that work anywhere on the page.
import { canEdit, phase, redo, undo } from "./state/document.js";
import { focusRow } from "./tree/channel_actions.js";
import { askToSave } from "./saving/save.js";

export function shortcuts() {
  const onKeyDown = (event) => {
    if (event.defaultPrevented || phase.peek() !== "ready" || document.querySelector("dialog[open]")) return;
    const command = event.ctrlKey || event.metaKey;
    const typing = event.target.matches?.("textarea, input:not([type=checkbox], [type=radio])");
    const key = event.key.toLowerCase();
    if (command && key === "s") askToSave();
    else if (command && key === "f" && !typing) document.querySelector("[data-search]")?.focus();
    else if (command && !typing && canEdit.peek() && key === "z") event.shiftKey ? redo() : undo();
    else if (command && !typing && canEdit.peek() && key === "y") redo();
    else if (key === "escape" && event.target.matches?.("[data-search]")) focusRow();
    else return;
    event.preventDefault();
  };
  addEventListener("keydown", onKeyDown);
  return () => removeEventListener("keydown", onKeyDown);
}
