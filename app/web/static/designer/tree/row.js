// One row of the channel tree. Everything it shows comes in as plain values, so that a row is drawn
// again only when something about it changed; clicks are handled by the tree.
import { html, memo } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { inARow, problems as problemCount } from "../../lib/words.js";
import { renameChannel } from "../model/commands/channels.js";
import { isCategory, VOICE } from "../model/design.js";
import { typedChannelName } from "../model/names.js";
import { BEYOND } from "../state/reach.js";
import { Icon, typeIcon, typeName } from "../ui/icon.js";
import { RenameBox } from "./rename_box.js";

const SIGN_WORDS = { "+": say("new"), "~": say("changed"), "\u2195": say("moved") };

export const Row = memo(({ top, channel, level, posinset, setsize, expanded, chosen, tabstop, renaming, held,
  problems, sign, seen, hidden, editable, grip, beyond }) => {
  const category = isCategory(channel);
  const words = [
    `${channel.name} ${detail(channel)}`.trim(), typeName(channel.type), hidden && say("private"),
    seen === "hidden" && say("not visible to them"), seen === "locked" && say("they cannot write or speak here"),
    sign && SIGN_WORDS[sign], problems && problemCount(problems), held && say("picked up"), beyond && say("not yours to edit"),
  ].filter(Boolean);
  return html`<div role="treeitem" class=${classes({ category, chosen, held, seen, beyond })} data-key=${channel.key}
      id=${`row-${channel.key}`} aria-level=${level} aria-posinset=${posinset} aria-setsize=${setsize}
      aria-selected=${chosen ? "true" : "false"} aria-expanded=${expanded === null ? undefined : String(expanded)}
      aria-label=${inARow(words)} tabindex=${tabstop ? 0 : -1} style=${{ top: `${top}px` }}>
    ${grip && html`<span class="row-grip" data-grip aria-hidden="true"><${Icon} name="grip-vertical" /></span>`}
    ${category
      ? html`<span class="row-twist" data-twist aria-hidden="true"><${Icon} name=${expanded ? "chevron-down" : "chevron-right"} /></span>`
      : html`<span class="row-type"><${Icon} name=${typeIcon(channel.type)} /></span>`}
    ${renaming
      ? html`<${RenameBox} thing=${channel} keep=${renameChannel} typed=${typedChannelName} />`
      : html`<span class="row-name">${channel.name}</span>`}
    ${" "}<span class="row-marks" aria-hidden="true">
      ${detail(channel) && html`<span class="row-detail">${detail(channel)}</span>`}
      ${seen === "hidden" && html`<${Icon} name="eye-off" />`}
      ${seen === "locked" && html`<${Icon} name="lock" />`}
      ${!seen && hidden && html`<span class="row-mark" title=${say("@everyone cannot see it")}><${Icon} name="lock" /></span>`}
      ${beyond && html`<span class="row-mark" title=${BEYOND}><${Icon} name="ban" /></span>`}
      ${sign && html`<span class=${`sign ${SIGN_CLASS[sign]}`} title=${SIGN_WORDS[sign]}>${sign}</span>`}
      ${problems > 0 && html`<span class="row-problems"><${Icon} name="circle-alert" />${problems}</span>`}
    </span>
    <span class="row-tools">
      ${category && editable && html`<button type="button" class="icon-button" data-add tabindex="-1"
        aria-label=${say("Add a channel to {category}", { category: channel.name })} title=${say("Add a channel")}><${Icon} name="plus" /></button>`}
      <button type="button" class="icon-button" data-menu tabindex="-1" aria-haspopup="menu"
        aria-label=${say("Actions for {what}", { what: channel.name })} title=${say("Actions")}><${Icon} name="ellipsis" /></button>
    </span>
  </div>`;
});

const SIGN_CLASS = { "+": "sign-create", "~": "sign-change", "\u2195": "sign-move" };

const classes = ({ category, chosen, held, seen, beyond }) =>
  ["row", category ? "row-category" : "row-channel", chosen && "is-selected", held && "is-held", beyond && "is-beyond",
    seen && `is-${seen}`].filter(Boolean).join(" ");

function detail(channel) {
  if (channel.tags?.length) return sayCounted(channel.tags.length, "{number} tag", "{number} tags");
  if (channel.type === VOICE && channel.user_limit) return `\u2264 ${channel.user_limit}`;
  return channel.nsfw ? "18+" : "";
}
