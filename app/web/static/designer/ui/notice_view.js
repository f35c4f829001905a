// Shows the one notice there is.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { dismiss, notice } from "../state/notice.js";
import { Icon } from "./icon.js";

export function Notice() {
  const shown = notice.value;
  return shown && html`<div class=${`notice is-${shown.kind}`}><p>${shown.text}</p>
    ${shown.action && html`<button type="button" class="button" onClick=${() => { dismiss(); shown.action.run(); }}>${shown.action.label}</button>`}
    <button type="button" class="icon-button" aria-label=${say("Close this message")} onClick=${dismiss}><${Icon} name="x" /></button></div>`;
}
