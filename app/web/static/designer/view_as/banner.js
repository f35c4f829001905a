// Says whose eyes are used, and how much they see.
import { html } from "../../lib/html.js";
import { isCategory } from "../model/design.js";
import { design } from "../state/document.js";
import { hideUnseen, sight, viewAs, viewTitle } from "../state/view_as.js";

export function ViewAsBanner() {
  const channels = design.value.channels.filter((one) => !isCategory(one));
  const count = (what) => channels.filter((one) => sight.value.get(one.key) === what).length;
  const hidden = count("hidden"), locked = count("locked"), unknown = count("unknown");
  return html`<div class="banner is-view-as" role="region" aria-label="View as"><p>Viewing as <strong>${viewTitle()}</strong>: ${channels.length - hidden - unknown} of ${channels.length} channels visible${locked ? `, ${locked} of them only to read or listen` : ""}${unknown ? `. Not known for ${unknown}: it is left to people, and the server is not read yet` : ""}.</p>
    <label class="check"><input type="checkbox" checked=${hideUnseen.value} onChange=${(event) => { hideUnseen.value = event.target.checked; }} />Hide the others</label>
    <button type="button" class="button" onClick=${() => { viewAs.value = null; hideUnseen.value = false; }}>Stop</button></div>`;
}
