// A role's permissions by Discord's own labels and groups, with search; powerful ones are marked.
import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { bitsOf, has, textOf, withBit } from "../model/bits.js";
import { EVERYONE, roleOf } from "../model/design.js";
import { grouped, searched } from "../model/registry.js";
import { LeftNote } from "../inspector/left_field.js";
import { actual, isServerRead, left } from "../state/as_left.js";
import { seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { registry } from "../state/page.js";
import { rules } from "../state/verdicts.js";

export function Permissions({ role, set, problems }) {
  const isLeft = left("roles", role, "permissions"), editable = editableHere.value && !isLeft;
  const [query, setQuery] = useState("");
  const [onlyOn, setOnlyOn] = useState(false);
  const everyone = roleOf(actual.value, EVERYONE).permissions;
  const admin = has(role.permissions, rules.ADMINISTRATOR);
  const shown = searched(registry.permissions, query).filter((one) => !onlyOn || has(role.permissions, one.value));
  const unknown = bitsOf(role.permissions) & ~registry.all;
  const count = registry.permissions.filter((one) => has(role.permissions, one.value)).length;
  const note = isLeft && html`<${LeftNote} section="roles" thing=${role} field="permissions" />`;
  if (isLeft && !isServerRead()) return html`<section class="panel-part permissions" aria-label=${say("Permissions")}><h3>${say("Permissions")}</h3>${note}</section>`;
  return html`<section class="panel-part permissions" aria-label=${say("Permissions")}>
    <div class="part-head"><h3>${say("Permissions")}</h3><span class="field-count">${say("{number} on", { number: count })}</span>
      ${editable && count > 0 && html`<button type="button" class="button button-quiet" onClick=${() => { set(textOf(unknown)); seal(); }}>${say("Clear all")}</button>`}</div>
    ${note}
    ${problems.map((text) => html`<p class="field-problem">${text}</p>`)}
    ${admin && html`<p class="field-warning">${say("Administrator: holds every permission and ignores every channel's access.")}</p>`}
    <input type="search" class="input" placeholder=${say("Search permissions")} aria-label=${say("Search permissions")} value=${query} onInput=${(event) => setQuery(event.target.value)} />
    <label class="check"><input type="checkbox" checked=${onlyOn} onChange=${(event) => setOnlyOn(event.target.checked)} />${say("Only what is on")}</label>
    ${grouped(registry, shown).map((group) => html`<div class="switch-group" key=${group.name}><h4>${group.name}</h4>
      ${group.permissions.map((one) => html`<${PermissionRow} key=${one.name} permission=${one} on=${has(role.permissions, one.value)} editable=${editable}
        below=${role.key !== EVERYONE && has(everyone, one.value)} id=${`${role.key}-${one.bit}`} toggle=${toggle(role, set)} />`)}</div>`)}
    ${shown.length === 0 && html`<p class="field-hint">${say("No permission is called that.")}</p>`}
    ${unknown !== 0n && html`<p class="field-hint">${say("This role also has permissions that are newer than this page. They are kept as they are.")}</p>`}
  </section>`;
}

const toggle = (role, set) => (permission, on) => { set(withBit(role.permissions, permission.value, on)); seal(); };

const PermissionRow = ({ permission, on, editable, below, id, toggle: change }) => html`<div class="field field-toggle">
  <label class="toggle-row" for=${id}><span class="toggle-text">${permission.label}
      ${permission.dangerous && html` <span class="danger-mark" title=${say("Lets somebody do harm")}>!<span class="visually-hidden"> ${say("powerful")}</span></span>`}
      ${below && !on && html`<span class="switch-from">${say("everybody has it by @everyone's role")}</span>`}</span>
    <input type="checkbox" role="switch" class="switch" id=${id} checked=${on} disabled=${!editable} onChange=${(event) => change(permission, event.target.checked)} /></label></div>`;
