// The three-state switches of one role or member: deny, leave, allow, and what holds if left alone.
import { html, memo, useState } from "../../lib/html.js";
import { say, sayAround } from "../../lib/say.js";
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
    edit(say("Change {who} in {channel}", { who: target.name, channel: channel.name }), (now) => setAccess(now, channel.key, target.id, one.value, state));
    seal();
  };
  const ground = inherited(rules, actual.value, channel, target.id, isPersonKnown(personIn(target.id)));
  return html`<div class="switches">
    <input class="input" type="search" placeholder=${say("Search permissions")} aria-label=${say("Search permissions")} value=${query}
      onInput=${(event) => setQuery(event.target.value)} />
    ${grouped(registry, shown).map((group) => html`<div class="switch-group" key=${group.name}>
      <h4>${group.name}</h4>
      ${group.permissions.map((one) => {
        const { allowed, source, role } = ground(one);
        const theirs = stateOf(category, one.value);
        return html`<${Switch} key=${one.name} permission=${one} state=${stateOf(overwrite, one.value)} name=${`${channel.key}-${target.id}`}
          allowed=${allowed} source=${source} role=${role} category=${channel.parent === null ? "" : theirs} editable=${editable} set=${set} />`;
      })}</div>`)}
    ${shown.length === 0 && html`<p class="field-hint">${say("No permission is called that.")}</p>`}
  </div>`;
}

const CHOICES = [["deny", "\u2715", say("Deny")], ["inherit", "/", say("Leave as it is elsewhere")], ["allow", "\u2713", say("Allow")]];

const GROUND = { true: ["yes", say("\u2713 allowed")], false: ["no", say("\u2715 denied")], null: ["", say("not known until the server was read")] };
const CATEGORY = { allow: say("; category: allow"), deny: say("; category: deny") };

const Switch = memoBut("set", ({ permission, state, name, allowed, source, role, category, editable, set }) => {
  const id = `${name}-${permission.bit}`;
  const ground = sayAround(source, { verdict: html`<span class=${GROUND[allowed][0]}>${GROUND[allowed][1]}</span>`, role });
  return html`<div class=${`switch-row is-${state}`} role="radiogroup" aria-labelledby=${id} aria-describedby=${`${id}-from`}>
    <span class="switch-label"><span id=${id}>${permission.label}${permission.dangerous && html` <span class="danger-mark" title=${say("Lets somebody do harm")}>!<span class="visually-hidden"> ${say("powerful")}</span></span>`}</span>
      <span class="switch-from" id=${`${id}-from`}>${state === "inherit" ? ground : sayAround("otherwise {ground}", { ground })}${category !== state && CATEGORY[category]}</span></span>
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
