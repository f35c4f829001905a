import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";

/** Said of what holds for the whole plan while only a part of it is ticked. */
export function ForAll({ view, selection }) {
  const open = !view.run_id && !view.empty;
  return open && selection.ofAll.value ? html`<span class="for-all muted">${say("for all changes")}</span>` : null;
}

/** What is about to be told for the ticked part stands back until then. */
export const dimmed = (selection) => (selection.asking.value ? "dimmed" : "");
