import { EVERYONE } from "../../designer/model/design.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { MemberPicker } from "../parts/pickers/members.js";
import { RolePicker } from "../parts/pickers/roles.js";

function Source({ source, hasDesign, onChange }) {
  const option = (value, text, disabled) => html`<label class="segment">
    <input type="radio" name="source" checked=${source === value} disabled=${disabled} onChange=${() => onChange(value)} /><span>${text}</span>
  </label>`;
  return html`<fieldset class="segments">
    <legend class="visually-hidden">${say("Which state")}</legend>
    ${option("live", say("On the server now"), false)}${option("latest", hasDesign ? say("In the design") : say("In the design (none yet)"), !hasDesign)}
  </fieldset>`;
}

function Question({ questions, asked, onChange }) {
  return html`<div class="field">
    <label for="question">${say("Question")}</label>
    <select id="question" class="select" value=${asked.id} onChange=${(event) => onChange(event.currentTarget.value)}>
      ${questions.map(
        ([heading, members]) => html`<optgroup label=${heading}>${members.map((one) => html`<option value=${one.id}>${one.label}</option>`)}</optgroup>`,
      )}
    </select>
  </div>`;
}

function Search({ id, label, value, onInput }) {
  return html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} type="search" class="input" placeholder=${say("Search")} autocomplete="off" value=${value} onInput=${(event) => onInput(event.currentTarget.value)} />
  </div>`;
}

/** Looks at somebody in particular: a member, or several roles together. */
function Adding({ design, onMember, onTogether }) {
  const [keys, setKeys] = useState([]);
  const roles = design.roles
    .filter((role) => role.key !== EVERYONE)
    .map((role) => ({ id: role.key, name: role.name, color: role.colors?.primary ?? 0, managed: false }));
  const names = design.roles.filter((role) => keys.includes(role.key)).map((role) => `@${role.name}`);
  const add = () => {
    onTogether(keys);
    setKeys([]);
  };
  return html`<div class="adding">
    <${MemberPicker} label=${say("Look at a member")} onPick=${onMember} />
    <div>
      <${RolePicker} label=${say("Look at roles together")} roles=${roles} taken=${new Set(keys)} onPick=${(role) => setKeys([...keys, role.id])} />
      ${keys.length > 0 &&
      html`<p class="together">${names.join(" + ")}
        <button type="button" class="button button-small" disabled=${keys.length < 2} onClick=${add}>${icon("plus")}${say("Show them together")}</button>
        <button type="button" class="button button-quiet button-small" onClick=${() => setKeys([])}>${say("Clear")}</button></p>`}
    </div>
  </div>`;
}

function Extra({ extra, onRemove }) {
  if (!extra.length) return null;
  return html`<ul class="extra">
    ${extra.map(
      (one) => html`<li class="chip">${icon(one.member ? "user" : "users")}<span>${one.label}</span>
        <button type="button" class="chip-remove-button" aria-label=${say("Stop looking at {who}", { who: one.label })} onClick=${() => onRemove(one.id)}>${icon("x", { size: 14 })}</button></li>`,
    )}
  </ul>`;
}

export function Toolbar({ state, questions, design, hasDesign, change }) {
  return html`<div class="toolbar">
    <${Source} source=${state.source} hasDesign=${hasDesign} onChange=${(source) => change({ source })} />
    <${Question} questions=${questions} asked=${state.asked} onChange=${(id) => change({ asked: questions.flatMap(([, members]) => members).find((one) => one.id === id) })} />
    <${Search} id="search-channels" label=${say("Channels")} value=${state.channelText} onInput=${(channelText) => change({ channelText })} />
    <${Search} id="search-roles" label=${say("Roles")} value=${state.roleText} onInput=${(roleText) => change({ roleText })} />
    <details class="adding-details">
      <summary>${say("Look at a member, or at roles together")}</summary>
      <${Adding} design=${design} onMember=${(member) => change({ member })} onTogether=${(together) => change({ together })} />
    </details>
    <${Extra} extra=${state.extra} onRemove=${(removed) => change({ removed })} />
  </div>`;
}
