// Who may do what in a channel: one row for each role or member, one of them open at a time.
import { html, useState } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { channelOf, isCategory } from "../model/design.js";
import { isSynced, pasteAccess, removeTarget, syncToCategory } from "../model/commands/access.js";
import { differingTargets, targetsOf } from "../model/targets.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { LeftNote } from "../inspector/left_field.js";
import { actual, isKnown, isServerRead, left } from "../state/as_left.js";
import { design, edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { sentencesOf } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";
import { openMenu } from "../ui/menu.js";
import { tell } from "../state/notice.js";
import { AddTarget } from "./add_target.js";
import { clipboard, copyAccess } from "./clipboard.js";
import { Switches } from "./switches.js";
import { targetMenu } from "./target_menu.js";
import { memberNames } from "./members.js";
import { TargetRow } from "./target_row.js";

const openTarget = { of: null, target: null };

export function AccessPanel({ channel }) {
  const isLeft = left("channels", channel, "access"), editable = editableHere.value && !isLeft;
  const [, redraw] = useState(0);
  const open = openTarget.of === channel.key ? openTarget.target : null;
  const setOpen = (target) => { Object.assign(openTarget, { of: channel.key, target }); redraw((n) => n + 1); };
  const onClick = (event) => {
    const target = event.target.closest("[data-target]")?.dataset.target;
    if (target) setOpen(target === open ? null : target);
  };
  const document_ = design.value;
  const targets = targetsOf(document_, channel.access, memberNames.value);
  const told = sentencesOf(about(problems.value, "channels", channel.key, "access"));
  return html`<section class="panel-part access" aria-label=${say("Access")}>
    <div class="part-head"><h3>${say("Access")}</h3><${Tools} channel=${channel} editable=${editable} /></div>
    ${isLeft && html`<${LeftNote} section="channels" thing=${channel} field="access" />`}
    <${Sync} channel=${channel} editable=${editable} />
    ${told.map((text) => html`<p class="field-problem">${text}</p>`)}
    ${(!isLeft || isServerRead()) && html`<div class="targets" onClick=${onClick}>
      ${targets.map((target) => html`<div class=${`target${open === target.id ? " is-open" : ""}`} key=${target.id}>
        <${TargetRow} id=${target.id} kind=${target.kind} name=${target.name} color=${target.color}
          overwrite=${channel.access[target.id] ?? null} open=${open === target.id} />
        ${open === target.id && html`<${Switches} key=${channel.key} channel=${channel} target=${target} editable=${editable} />
          ${editable && html`<div class="target-foot">
            <button type="button" class="button button-quiet" onClick=${(event) => openMenu({ at: event.currentTarget,
              label: say("Actions for {what}", { what: target.name }), items: targetMenu(channel, target) })}><${Icon} name="ellipsis" />${say("More")}</button>
            ${channel.access[target.id] && html`<button type="button" class="button button-quiet is-danger"
              onClick=${() => edit(say("Remove {who} from {channel}", { who: target.name, channel: channel.name }), (now) => removeTarget(now, [channel.key], target.id))}>
              <${Icon} name="x" />${isCategory(channel) ? say("Remove from this category") : say("Remove from this channel")}</button>`}</div>`}`}
      </div>`)}
    </div>`}
    ${editable && html`<${AddTarget} key=${channel.key} channel=${channel} onAdded=${setOpen} />`}
  </section>`;
}

function Tools({ channel, editable }) {
  if (!editable) return null;
  const paste = (replace) => edit(say("Paste access into {what}", { what: channel.name }),
    (now) => pasteAccess(now, [channel.key], clipboard.value.access, { replace }));
  const items = () => [
    { label: say("Copy access"), icon: "copy", run: () => { copyAccess(channel); tell(say("Copied the access of {channel}. Paste it into any other channel.", { channel: channel.name })); } },
    clipboard.value && { label: say("Replace by access of {channel}", { channel: clipboard.value.name }), icon: "clipboard-paste", run: () => paste(true) },
    clipboard.value && { label: say("Add access of {channel}", { channel: clipboard.value.name }), icon: "clipboard-paste", run: () => paste(false) },
  ].filter(Boolean);
  return html`<button type="button" class="button button-quiet" onClick=${(event) =>
    openMenu({ at: event.currentTarget, label: say("Copy and paste"), items: items() })}><${Icon} name="copy" />${say("Copy, paste")}</button>`;
}

function Sync({ channel, editable }) {
  if (!isKnown("channels", channel.key) || !isKnown("channels", channel.parent)) return null;
  const synced = isSynced(actual.value, channel);
  if (synced === null) return null;
  const category = channelOf(actual.value, channel.parent);
  if (synced) return html`<p class="sync-line"><${Icon} name="link" />${say("Same as its category {category}.", { category: category.name })}</p>`;
  const count = differingTargets(channel.access, category.access).length;
  return html`<p class="sync-line is-apart"><${Icon} name="unlink" /><span>${sayCounted(count, "Differs from {category} for {number} entry.", "Differs from {category} for {number} entries.", { category: category.name })}</span>
    ${editable && html`<button type="button" class="button button-quiet" onClick=${() =>
      edit(say("Sync {what}", { what: channel.name }), (now) => syncToCategory(now, [channel.key]))}><${Icon} name="refresh-cw" />${say("Sync")}</button>`}</p>`;
}
