// Asks before the page is left with unsaved edits. They are kept in the tab all the same.
import { isDirty, phase } from "../state/document.js";
import { takeOverText } from "../state/pending.js";
import { leavingOnPurpose } from "./save.js";

export function warnBeforeLeaving() {
  addEventListener("beforeunload", (event) => {
    if (phase.peek() === "ready" && (isDirty.peek() || takeOverText.peek()) && !leavingOnPurpose.peek()) event.preventDefault();
  });
}
