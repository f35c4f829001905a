// Says whose eyes are used, and how much they see.
import { html } from "../../lib/html.js";
import { say, sayAround } from "../../lib/say.js";
import { isCategory } from "../model/design.js";
import { design } from "../state/document.js";
import { hideUnseen, sight, viewAs, viewTitle } from "../state/view_as.js";

export function ViewAsBanner() {
  const channels = design.value.channels.filter((one) => !isCategory(one));
  const count = (what) => channels.filter((one) => sight.value.get(one.key) === what).length;
  const hidden = count("hidden"), locked = count("locked"), unknown = count("unknown");
  const parts = { who: html`<strong>${viewTitle()}</strong>`, seen: channels.length - hidden - unknown, all: channels.length, locked };
  return html`<div class="banner is-view-as" role="region" aria-label=${say("View as")}><p>${locked
      ? sayAround("Viewing as {who}: {seen} of {all} channels visible, {locked} of them only to read or listen.", parts)
      : sayAround("Viewing as {who}: {seen} of {all} channels visible.", parts)}${unknown > 0 && ` ${say("Not known for {number}: it is left to people, and the server is not read yet.", { number: unknown })}`}</p>
    <label class="check"><input type="checkbox" checked=${hideUnseen.value} onChange=${(event) => { hideUnseen.value = event.target.checked; }} />${say("Hide the others")}</label>
    <button type="button" class="button" onClick=${() => { viewAs.value = null; hideUnseen.value = false; }}>${say("Stop")}</button></div>`;
}
