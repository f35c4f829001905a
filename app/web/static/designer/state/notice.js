// What is told: one short message at a time above the save bar, with at most one thing to do about it,
// and sentences for people who do not see the tree move.
import { effect, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { design, undo } from "./document.js";

export const notice = signal(null); // {text, kind, action: {label, run, undoes}}
const SHOWN_MS = 8000;
let timer = 0, unwatch = null;

export function tell(text, { kind = "info", action = null } = {}) {
  dismiss();
  notice.value = { text, kind, action };
  if (action?.undoes || action?.run === undo) watchDeed(design.peek());
  announce(action ? say("{text} {action} is offered.", { text, action: action.label }) : text);
  if (kind === "info") timer = setTimeout(dismiss, SHOWN_MS);
}

/** An undo is offered for what was just done only: it goes with the next edit, undo or redo. */
function watchDeed(done) {
  unwatch = effect(() => { if (design.value !== done) dismiss(); });
}

export function dismiss() {
  clearTimeout(timer);
  unwatch?.();
  unwatch = null;
  notice.value = null;
}

export const announcement = signal("");
let turn = false;

/** Said again even if it is the same sentence. */
export function announce(sentence) {
  turn = !turn;
  announcement.value = turn ? sentence : `${sentence}\u00a0`;
}
