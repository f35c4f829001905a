// The three-state switches of one role or member: deny, leave, allow, and what holds if left alone.
import { html, memo, useState } from "../../lib/html.js";
import { stateOf, setAccess } from "../model/commands/access.js";
import { channelOf } from "../model/design.js";
import { inherited } from "../model/inherited.js";
import { grouped, permissionsOfChannel, searched } from "../model/registry.js";
import { personIn } from "../model/permissions.js";
import { actual } from "../state/as_left.js";
import { edit, seal } from "../state/document.js";
import { registry } from "../state/page.js";
import { isPersonKnown, rules } from "../state/verdicts.js";

export function Switches({ channel, target, editable }) {
  const [query, setQuery] = useState("");
  const shown = searched(permissionsOfChannel(registry, channel.type), query);
  const overwrite = channel.access[target.id];
  const category = channelOf(actual.value, channel.parent)?.access[target.id];
  const set = (one, state) => {
    edit(`Change ${target.name} in ${channel.name}`, (now) => setAccess(now, channel.key, target.id, one.value, state));
    seal();
  };
  const ground = inherited(rules, actual.value, channel, target.id, isPersonKnown(personIn(target.id)));
  return html`<div class="switches">
    <input class="input" type="search" placeholder="Search permissions" aria-label="Search permissions" value=${query}
      onInput=${(event) => setQuery(event.target.value)} />
    ${grouped(registry, shown).map((group) => html`<div class="switch-group" key=${group.name}>
      <h4>${group.name}</h4>
      ${group.permissions.map((one) => {
        const { allowed, source } = ground(one);
        const theirs = stateOf(category, one.value);
        return html`<${Switch} key=${one.name} permission=${one} state=${stateOf(overwrite, one.value)} name=${`${channel.key}-${target.id}`}
          allowed=${allowed} source=${source} category=${channel.parent === null ? "" : theirs} editable=${editable} set=${set} />`;
      })}</div>`)}
    ${shown.length === 0 && html`<p class="field-hint">No permission is called that.</p>`}
  </div>`;
}

const CHOICES = [["deny", "\u2715", "Deny"], ["inherit", "/", "Leave as it is elsewhere"], ["allow", "\u2713", "Allow"]];

const GROUND = { true: ["yes", "\u2713 allowed"], false: ["no", "\u2715 denied"], null: ["", "not known until the server was read"] };

const Switch = memoBut("set", ({ permission, state, name, allowed, source, category, editable, set }) => {
  const id = `${name}-${permission.bit}`;
  return html`<div class=${`switch-row is-${state}`} role="radiogroup" aria-labelledby=${id} aria-describedby=${`${id}-from`}>
    <span class="switch-label"><span id=${id}>${permission.label}${permission.dangerous && html` <span class="danger-mark" title="Lets somebody do harm">!<span class="visually-hidden"> powerful</span></span>`}</span>
      <span class="switch-from" id=${`${id}-from`}>${state === "inherit" ? "" : "otherwise "}<span class=${GROUND[allowed][0]}>${GROUND[allowed][1]}</span>${source.startsWith(",") ? source : ` ${source}`}${category !== "" && category !== state && category !== "inherit" ? `; category: ${category}` : ""}</span></span>
    <span class="tri">${CHOICES.map(([value, sign, word]) => html`<label class=${`tri-${value}`} key=${value} title=${word}>
      <input type="radio" name=${id} value=${value} checked=${state === value} disabled=${!editable} aria-label=${word}
        onChange=${() => set(permission, value)} /><span aria-hidden="true">${sign}</span></label>`)}</span>
  </div>`;
});

/** Memo that does not look at a callback which is a new one each time but does the same. */
function memoBut(ignored, view) {
  const Memo = memo(view);
  return class extends Memo {
    shouldComponentUpdate(next) {
      return super.shouldComponentUpdate({ ...next, [ignored]: this.props[ignored] });
    }
  };
}
