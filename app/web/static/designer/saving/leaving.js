// Asks before the page is left with unsaved edits. They are kept in the tab all the same.
import { phase } from "../state/document.js";
import { isUnsaved, takeOverText } from "../state/pending.js";
import { leavingOnPurpose } from "./save.js";

export function warnBeforeLeaving() {
  addEventListener("beforeunload", (event) => {
    if (phase.peek() === "ready" && (isUnsaved.peek() || takeOverText.peek()) && !leavingOnPurpose.peek()) event.preventDefault();
  });
}
