// One short message at a time above the save bar, with at most one thing to do about it.
import { signal } from "../../lib/html.js";
import { announce } from "./announcer.js";

export const notice = signal(null); // {text, kind, action: {label, run}}
const SHOWN_MS = 8000;
let timer = 0;

export function tell(text, { kind = "info", action = null } = {}) {
  clearTimeout(timer);
  notice.value = { text, kind, action };
  announce(action ? `${text} ${action.label} is offered.` : text);
  if (kind === "info") timer = setTimeout(dismiss, SHOWN_MS);
}

export function dismiss() {
  clearTimeout(timer);
  notice.value = null;
}
