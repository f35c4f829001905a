import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { channelIcon, ChannelPicker } from "../parts/pickers/channels.js";
import { RoleDot, RolePicker } from "../parts/pickers/roles.js";

const EVERYONE = "everyone";

const asRole = (role) => ({ id: role.key, name: role.name, color: role.colors?.primary ?? 0, managed: false });

function Chosen({ objects, onRemove }) {
  if (!objects.length) return null;
  return html`<ul class="chosen">
    ${objects.map(
      (one) => html`<li class="chip">
        ${one.mark}<span>${one.label}</span>
        <button type="button" class="chip-remove-button" aria-label=${say("Remove {what}", { what: one.label })} onClick=${() => onRemove(one.object)}>${icon("x", { size: 14 })}</button>
      </li>`,
    )}
  </ul>`;
}

/** Where a grant holds: the whole server, or some of the design's channels and roles. */
export function Objects({ design, objects, onChange, disabled }) {
  const [part, setPart] = useState(false);
  const taken = (kind) => new Set(objects.filter((one) => one.object.startsWith(`${kind}:`)).map((one) => one.object.slice(kind.length + 1)));
  const add = (one) => onChange([...objects, one]);
  const choose = (wanted) => {
    setPart(wanted);
    if (!wanted) onChange([]);
  };
  const roles = (design?.roles ?? []).filter((role) => role.key !== EVERYONE).map(asRole);
  return html`<fieldset class="where" disabled=${disabled}>
    <legend>${say("Where")}</legend>
    <label class="check"><input type="radio" name="where" checked=${!part} onChange=${() => choose(false)} /><span>${say("The whole server")}</span></label>
    <label class="check"><input type="radio" name="where" checked=${part} disabled=${!design} onChange=${() => choose(true)} /><span>${say("Only some channels and roles")}</span></label>
    ${!design && html`<p class="hint">${say("There is no design yet, so nothing to choose from.")}</p>`}
    ${part &&
    html`<div class="where-pickers">
        <${ChannelPicker}
          label=${say("Add a channel or category")}
          channels=${design.channels}
          taken=${taken("channel")}
          onPick=${(channel) => add({ object: `channel:${channel.key}`, label: channel.name, mark: channelIcon(channel.type) })}
        />
        <${RolePicker}
          label=${say("Add a role")}
          roles=${roles}
          taken=${taken("role")}
          onPick=${(role) => add({ object: `role:${role.id}`, label: `@${role.name}`, mark: html`<${RoleDot} color=${role.color} />` })}
        />
      </div>
      <${Chosen} objects=${objects} onRemove=${(object) => onChange(objects.filter((one) => one.object !== object))} />
      ${!objects.length && html`<p class="hint">${say("Nothing is chosen yet. A category includes its channels.")}</p>`}`}
  </fieldset>`;
}
