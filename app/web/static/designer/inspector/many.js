// Several channels at once: what makes sense for all of them.
import { html } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { channels as counted } from "../../lib/words.js";
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
  const keys = channels.map((one) => one.key), text = counted(channels.length);
  const shared = (field) => channels.every((one) => registry.fieldsOf(one.type).includes(field));
  const valueOf = (field) => (channels.every((one) => one[field] === channels[0][field]) ? channels[0][field] : undefined);
  const set = (field) => (value) => edit(say("Edit {what}", { what: text }), (now) => keys.reduce((left, key) => setChannel(left, key, { [field]: value }), now));
  const button = (icon, label, run, danger) => html`<button type="button" class=${`button${danger ? " button-danger" : ""}`} onClick=${run}><${Icon} name=${icon} />${label}</button>`;
  const mixed = (options, field) => (valueOf(field) === undefined ? [[undefined, say("Different")], ...options] : options);
  return html`<div class="inspector"><header class="inspector-head"><h2>${sayCounted(channels.length, "{number} channel selected", "{number} channels selected")}</h2></header>
    <ul class="many-list">${channels.slice(0, 12).map((one) => html`<li key=${one.key}><${Icon} name=${typeIcon(one.type)} />${one.name}</li>`)}
      ${channels.length > 12 && html`<li>${say("and {number} more", { number: channels.length - 12 })}</li>`}</ul>
    ${editableHere.value && html`<div class="panel-part button-row">
      ${button("corner-down-right", say("Move to\u2026"), () => openMoveTo(keys))}
      ${button("copy", say("Duplicate"), () => duplicate(keys))}
      ${button("refresh-cw", say("Sync with category"), () => edit(say("Sync {what}", { what: text }), (now) => syncToCategory(now, keys)))}
      ${clipboard.value && button("clipboard-paste", say("Paste access of {channel}", { channel: clipboard.value.name }),
        () => edit(say("Paste access into {what}", { what: text }), (now) => pasteAccess(now, keys, clipboard.value.access, { replace: true })))}
      ${button("plus", say("Add role or member"), () => setAdding(true))}
      ${button("trash-2", say("Delete {what}", { what: text }), () => remove(keys), true)}
    </div>`}
    ${adding && html`<${TargetSearch} label=${say("Role or member")} close=${() => setAdding(false)} pick=${(target, name) => {
      edit(say("Add {who} to {what}", { who: name, what: text }), (now) => addTargets(now, keys, [target]));
      setAdding(false);
    }} />`}
    <div class="panel-part">
      ${shared("slowmode") && html`<${SelectField} label=${say("Slowmode")} value=${valueOf("slowmode")} options=${mixed(DURATIONS, "slowmode")} onChange=${set("slowmode")} />`}
      ${shared("nsfw") && html`<${SelectField} label=${say("Age-restricted")} value=${valueOf("nsfw")} options=${mixed([[false, say("No")], [true, say("Yes")]], "nsfw")} onChange=${set("nsfw")} />`}
    </div>
  </div>`;
}
