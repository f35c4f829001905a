// How many problems there are, and the way to them.
import { html } from "../../lib/html.js";
import { checkFailed, checking, problems } from "../state/checking.js";
import { Icon } from "../ui/icon.js";
import { openFindings } from "./open.js";

export function FindingsButton() {
  const count = problems.value.length;
  const words = count === 1 ? "problem" : count ? "problems" : checkFailed.value ? "Not checked" : "No problems";
  return html`<button type="button" class=${`findings-button${count ? " has-problems" : ""}`} onClick=${openFindings} aria-busy=${String(checking.value)}>
    <${Icon} name=${count || checkFailed.value ? "circle-alert" : "check"} />${count > 0 && html`<span>${count}</span>`}<span class="findings-words">${words}</span></button>`;
}
