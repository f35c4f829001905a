// Several channels at once: what makes sense for all of them.
import { html } from "../../lib/html.js";
import { clipboard } from "../access/clipboard.js";
import { TargetSearch } from "../access/add_target.js";
import { addTargets, pasteAccess, syncToCategory } from "../model/commands/access.js";
import { setChannel } from "../model/commands/channels.js";
import { edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { registry } from "../state/page.js";
import { duplicate, remove } from "../tree/channel_actions.js";
import { openMoveTo } from "../tree/move_menu.js";
import { SelectField } from "../ui/fields.js";
import { Icon, typeIcon } from "../ui/icon.js";
import { useState } from "../../lib/html.js";
import { DURATIONS } from "./choices.js";

export function ManyChannels({ channels }) {
  const [adding, setAdding] = useState(false);
  const keys = channels.map((one) => one.key), text = `${channels.length} channels`;
  const shared = (field) => channels.every((one) => registry.fieldsOf(one.type).includes(field));
  const valueOf = (field) => (channels.every((one) => one[field] === channels[0][field]) ? channels[0][field] : undefined);
  const set = (field) => (value) => edit(`Edit ${text}`, (now) => keys.reduce((left, key) => setChannel(left, key, { [field]: value }), now));
  const button = (icon, label, run, danger) => html`<button type="button" class=${`button${danger ? " button-danger" : ""}`} onClick=${run}><${Icon} name=${icon} />${label}</button>`;
  const mixed = (options, field) => (valueOf(field) === undefined ? [[undefined, "Different"], ...options] : options);
  return html`<div class="inspector"><header class="inspector-head"><h2>${text} selected</h2></header>
    <ul class="many-list">${channels.slice(0, 12).map((one) => html`<li key=${one.key}><${Icon} name=${typeIcon(one.type)} />${one.name}</li>`)}
      ${channels.length > 12 && html`<li>and ${channels.length - 12} more</li>`}</ul>
    ${editableHere.value && html`<div class="panel-part button-row">
      ${button("corner-down-right", "Move to\u2026", () => openMoveTo(keys))}
      ${button("copy", "Duplicate", () => duplicate(keys))}
      ${button("refresh-cw", "Sync with category", () => edit(`Sync ${text}`, (now) => syncToCategory(now, keys)))}
      ${clipboard.value && button("clipboard-paste", `Paste access of ${clipboard.value.name}`,
        () => edit(`Paste access into ${text}`, (now) => pasteAccess(now, keys, clipboard.value.access, { replace: true })))}
      ${button("plus", "Add role or member", () => setAdding(true))}
      ${button("trash-2", `Delete ${text}`, () => remove(keys), true)}
    </div>`}
    ${adding && html`<${TargetSearch} label="Role or member" close=${() => setAdding(false)} pick=${(target, name) => {
      edit(`Add ${name} to ${text}`, (now) => addTargets(now, keys, [target]));
      setAdding(false);
    }} />`}
    <div class="panel-part">
      ${shared("slowmode") && html`<${SelectField} label="Slowmode" value=${valueOf("slowmode")} options=${mixed(DURATIONS, "slowmode")} onChange=${set("slowmode")} />`}
      ${shared("nsfw") && html`<${SelectField} label="Age-restricted" value=${valueOf("nsfw")} options=${mixed([[false, "No"], [true, "Yes"]], "nsfw")} onChange=${set("nsfw")} />`}
    </div>
  </div>`;
}
