// One role in the list, drawn again only when something about it changed.
import { html, memo } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { inARow, members as countedMembers, problems as problemCount } from "../../lib/words.js";
import { renameRole } from "../model/commands/roles.js";
import { EVERYONE } from "../model/design.js";
import { BEYOND } from "../state/reach.js";
import { RenameBox } from "../tree/rename_box.js";
import { Icon } from "../ui/icon.js";
import { RoleDot } from "../ui/role_dot.js";

const SIGN_CLASS = { "+": "sign-create", "~": "sign-change", "\u2195": "sign-move" };

export const RoleRow = memo(({ top, role, posinset, setsize, chosen, tabstop, renaming, held, problems, sign, members, managed, aboveBot, powerful, grip, beyond }) => {
  const count = members === null ? "" : countedMembers(members);
  const words = [`${role.name}${role.unicode_emoji ? ` ${role.unicode_emoji}` : ""} ${count}`.trim(), say("role"), role.hoist && say("shown separately"), powerful && say("can do harm"),
    managed && say("belongs to an app"), aboveBot && say("above the bot"), problems && problemCount(problems), sign && say("not saved"), held && say("picked up"),
    beyond && say("not yours to edit")];
  return html`<div role="treeitem" class=${`row row-role${chosen ? " is-selected" : ""}${held ? " is-held" : ""}${beyond ? " is-beyond" : ""}`} data-key=${role.key} id=${`row-${role.key}`}
      aria-level="1" aria-posinset=${posinset} aria-setsize=${setsize} aria-selected=${chosen ? "true" : "false"}
      aria-label=${inARow(words.filter(Boolean))} tabindex=${tabstop ? 0 : -1} style=${{ top: `${top}px` }}>
    ${grip && role.key !== EVERYONE && html`<span class="row-grip" data-grip aria-hidden="true"><${Icon} name="grip-vertical" /></span>`}
    <${RoleDot} colors=${role.colors} />
    ${renaming ? html`<${RenameBox} thing=${role} keep=${renameRole} />` : html`<span class="row-name">${role.name}${role.unicode_emoji ? ` ${role.unicode_emoji}` : ""}</span>`}
    ${" "}<span class="row-marks" aria-hidden="true">
      ${count && html`<span class="row-detail">${count}</span>`}
      ${powerful && html`<span class="row-mark" title=${say("Has permissions that can do harm")}><${Icon} name="shield-alert" /></span>`}
      ${managed && html`<span class="row-detail" title=${say("Discord manages this role")}>${say("app")}</span>`}
      ${aboveBot && html`<span class="row-mark" title=${say("Stands above the bot, which cannot change it")}><${Icon} name="lock" /></span>`}
      ${beyond && html`<span class="row-mark" title=${BEYOND}><${Icon} name="ban" /></span>`}
      ${sign && html`<span class=${`sign ${SIGN_CLASS[sign]}`}>${sign}</span>`}
      ${problems > 0 && html`<span class="row-problems"><${Icon} name="circle-alert" />${problems}</span>`}</span>
    <span class="row-tools"><button type="button" class="icon-button" data-menu tabindex="-1" aria-haspopup="menu"
      aria-label=${say("Actions for {what}", { what: role.name })} title=${say("Actions")}><${Icon} name="ellipsis" /></button></span>
  </div>`;
});
