// Everything about one role.
import { html } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { setRole } from "../model/commands/roles.js";
import { placesOf, removeEverywhere } from "../model/commands/access.js";
import { EVERYONE } from "../model/design.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { shownThing } from "../state/as_left.js";
import { design, edit, undo } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { facts, limits, live, registry } from "../state/page.js";
import { tell } from "../state/notice.js";
import { EmojiButton } from "../ui/emoji_field.js";
import { sentencesOf, TextField, Toggle } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";
import { RoleDot } from "../ui/role_dot.js";
import { viewAs } from "../state/view_as.js";
import "../view_as/person.js";
import { LeftField } from "../inspector/left_field.js";
import { LeftToPeople } from "../inspector/left_to_people.js";
import { Colours } from "./colours.js";
import { Permissions } from "./permissions.js";

export function RoleInspector({ role: designed }) {
  const role = shownThing("roles", designed);
  const set = (field) => (value) => edit(say("Edit {what}", { what: role.name }), (now) => setRole(now, role.key, { [field]: value }), `roles:${role.key}:${field}`);
  const told = (field) => sentencesOf(about(problems.value, "roles", role.key, field));
  const everyone = role.key === EVERYONE;
  const fact = facts.value[role.key];
  return html`<div class="inspector">
    <header class="inspector-head"><${RoleDot} colors=${role.colors} /><h2>${role.name}</h2>
      <button type="button" class="button button-quiet" onClick=${() => { viewAs.value = { roles: everyone ? [] : [role.key], member: null }; }}><${Icon} name="eye" />${say("View as")}</button></header>
    ${fact?.managed && html`<p class="banner">${say("Discord manages this role for an app or for boosters. Its name and who holds it cannot be designed.")}</p>`}
    ${!everyone && html`<section class="panel-part" aria-label=${say("General")}>
      <${LeftField} section="roles" thing=${role} field="name"><${TextField} label=${say("Name")} value=${role.name} most=${limits.role_name} required problems=${told("name")} onChange=${set("name")} /></${LeftField}>
      <${LeftField} section="roles" thing=${role} field="colors"><${Colours} role=${role} set=${set("colors")} problems=${told("colors")} /></${LeftField}>
      <${LeftField} section="roles" thing=${role} field="unicode_emoji"><div class="field field-emoji"><span class="field-label">${say("Role icon")}</span><${EmojiButton} wide unicodeOnly label=${say("Role icon")}
        value=${role.unicode_emoji ? { name: role.unicode_emoji, id: null } : null} onChange=${(emoji) => set("unicode_emoji")(emoji?.name ?? null)} />
        ${told("unicode_emoji").map((text) => html`<p class="field-problem">${text}</p>`)}
        ${live.value && !live.value.features?.includes("ROLE_ICONS") && html`<p class="field-hint">${say("Needs a boosted server.")}</p>`}</div></${LeftField}>
      <${LeftField} section="roles" thing=${role} field="hoist"><${Toggle} label=${say("Show members separately from others")} value=${role.hoist} problems=${told("hoist")} onChange=${set("hoist")} /></${LeftField}>
      <${LeftField} section="roles" thing=${role} field="mentionable"><${Toggle} label=${say("Anybody may @mention this role")} value=${role.mentionable} problems=${told("mentionable")} onChange=${set("mentionable")} /></${LeftField}>
    </section>`}
    <${Places} role=${role} />
    <${Permissions} role=${role} set=${set("permissions")} problems=${told("permissions")} />
    <${LeftToPeople} thing=${role} section="roles" protect=${!everyone} fields=${everyone ? ["permissions"] : [...registry.role_fields, "order"]} />
  </div>`;
}

function Places({ role }) {
  const places = placesOf(design.value, `role:${role.key}`);
  if (!places.length) return null;
  const remove = () => {
    const was = design.peek();
    if (edit(say("Remove {who} from all channels", { who: role.name }), (now) => removeEverywhere(now, `role:${role.key}`)) === was) return;
    tell(sayCounted(places.length, "{who} is out of the access of {number} channel.", "{who} is out of the access of {number} channels.", { who: role.name }),
      { action: { label: say("Undo"), run: undo } });
  };
  return html`<section class="panel-part" aria-label=${say("Channels")}><details><summary>${sayCounted(places.length, "Has its own access in {number} channel", "Has its own access in {number} channels")}</summary>
    <ul class="many-list">${places.map((one) => html`<li key=${one.key}>${one.name}</li>`)}</ul></details>
    ${editableHere.value && html`<button type="button" class="button button-quiet is-danger" onClick=${remove}><${Icon} name="trash-2" />${say("Remove from all channels")}</button>`}</section>`;
}
