// Choosing channels and roles by name: one from a list in Discord's order, or several as chips.
import { html, useId } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { categoriesOf, channelOf, EVERYONE, indexOf, roleOf } from "../model/design.js";
import { design, seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { About } from "./fields.js";

/** `types`: which types may be chosen; others are left out. A channel that is gone is kept and named. */
export function ChannelField({ label, value, types, onChange, none = say("None"), hint, problems = [] }) {
  const id = useId();
  return html`<div class=${`field${problems.length ? " has-problem" : ""}`}><div class="field-head"><label class="field-label" for=${id}>${label}</label></div>
    <select id=${id} class="input" disabled=${!editableHere.value} value=${value ?? ""} aria-describedby=${`${id}-about`}
      onChange=${(event) => { onChange(event.target.value || null); seal(); }}>
      <option value="" selected=${!value}>${none}</option>
      ${value && !channelOf(design.value, value) && html`<option value=${value} selected>${say("A channel outside the design")}</option>`}
      <${ChannelOptions} types=${types} chosen=${value} />
    </select><${About} id=${`${id}-about`} problems=${problems} hint=${hint} /></div>`;
}

function ChannelOptions({ types, chosen, without = [] }) {
  const { children, channels } = indexOf(design.value);
  const fits = (key) => (!types || types.includes(channels.get(key).type)) && !without.includes(key);
  const options = (keys) => keys.filter(fits).map((key) => html`<option key=${key} value=${key} selected=${key === chosen}>${channels.get(key).name}</option>`);
  return html`${options(children.get(null))}${categoriesOf(design.value).map((one) => {
    const inside = options(children.get(one.key));
    return inside.length > 0 && html`<optgroup key=${one.key} label=${one.name}>${inside}</optgroup>`;
  })}`;
}

const NOT_CATEGORIES = [0, 2, 5, 13, 15, 16];

export function ChannelsField({ label, values, onChange, most, hint, problems = [], types = NOT_CATEGORIES }) {
  const name = (key) => channelOf(design.value, key)?.name ?? say("a channel outside the design");
  return html`<${Chips} label=${label} values=${values} onChange=${onChange} most=${most} hint=${hint} problems=${problems} name=${name}
    options=${html`<${ChannelOptions} types=${types} without=${values} />`}
    add=${say("Add a channel\u2026")} addTo=${say("Add a channel to {field}", { field: label })} />`;
}

export function RolesField({ label, values, onChange, most, hint, problems = [] }) {
  const name = (key) => roleOf(design.value, key)?.name ?? say("a role outside the design");
  return html`<${Chips} label=${label} values=${values} onChange=${onChange} most=${most} hint=${hint} problems=${problems} name=${name}
    add=${say("Add a role\u2026")} addTo=${say("Add a role to {field}", { field: label })}
    options=${design.value.roles.filter((role) => role.key !== EVERYONE && !values.includes(role.key)).map((role) => html`<option key=${role.key} value=${role.key}>${role.name}</option>`)} />`;
}

function Chips({ label, values, onChange, most, hint, problems, name, options, add, addTo }) {
  const id = useId();
  const take = (event) => {
    if (event.target.value) onChange([...values, event.target.value]);
    event.target.value = "";
    seal();
  };
  return html`<div class=${`field${problems.length ? " has-problem" : ""}`} role="group" aria-labelledby=${id}>
    <div class="field-head"><span class="field-label" id=${id}>${label}</span>${most && html`<span class=${`field-count${values.length > most ? " is-over" : ""}`}>${values.length}/${most}</span>`}</div>
    <div class="chip-row">${values.map((key) => html`<span class="chip" key=${key}>${name(key)}${editableHere.value && html`<button type="button" class="chip-remove"
      aria-label=${say("Remove {what}", { what: name(key) })} onClick=${() => { onChange(values.filter((one) => one !== key)); seal(); }}>\u2715</button>`}</span>`)}
      ${editableHere.value && html`<select class="input chip-add" value="" aria-label=${addTo} onChange=${take}><option value="">${add}</option>${options}</select>`}</div>
    <${About} id=${`${id}-about`} problems=${problems} hint=${hint} /></div>`;
}
