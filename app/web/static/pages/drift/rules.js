import { html, useId, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { Combo } from "../parts/pickers/combo.js";
import { EVERY, HAS_THINGS, ruleText, SUBJECTS, thingName } from "./words.js";

const sameRule = (a, b) => a.subject === b.subject && a.key === b.key && a.field === b.field;

function things(subject, design) {
  const lists = { channel: design?.channels, role: design?.roles, rule: design?.automod };
  const found = (lists[subject] ?? []).map((one) => ({ id: one.key, label: thingName(subject, one.key, design) }));
  return [{ id: EVERY, label: say(SUBJECTS[subject].every) }, ...found];
}

/** A kind, a thing of the design or each, a field or all of them. */
function Adder({ name, design, allows, onAdd, disabled }) {
  const id = useId();
  const [rule, set] = useState({ subject: "channel", key: EVERY, field: "topic" });
  const kind = SUBJECTS[rule.subject];
  const choose = (subject) => set({ subject, key: EVERY, field: SUBJECTS[subject].fields.at(1)?.[0] ?? EVERY });
  const why = allows(rule);
  return html`<fieldset class="rule-adder" disabled=${disabled}>
    <legend class="visually-hidden">${say("Add to “{list}”", { list: name })}</legend>
    <div class="field">
      <label for=${`${id}-subject`}>${say("Kind")}</label>
      <select id=${`${id}-subject`} class="select" value=${rule.subject} onChange=${(event) => choose(event.currentTarget.value)}>
        ${Object.entries(SUBJECTS).map(([subject, { one }]) => html`<option value=${subject}>${say(one)}</option>`)}
      </select>
    </div>
    ${HAS_THINGS.has(rule.subject) &&
    html`<div class="field">
      <${Combo} label=${say("Which: {thing}", { thing: thingName(rule.subject, rule.key, design) })} options=${things(rule.subject, design)} placeholder=${say("Choose another")} onPick=${(one) => set({ ...rule, key: one.id })} />
    </div>`}
    <div class="field">
      <label for=${`${id}-field`}>${say("What of it")}</label>
      <select id=${`${id}-field`} class="select" value=${rule.field} onChange=${(event) => set({ ...rule, field: event.currentTarget.value })}>
        ${kind.fields.map(([field, label]) => html`<option value=${field}>${say(label)}</option>`)}
      </select>
    </div>
    <button type="button" class="button" disabled=${Boolean(why)} onClick=${() => onAdd(rule)}>${icon("plus")}${say("Add")}</button>
    ${why && html`<p class="hint">${why}</p>`}
  </fieldset>`;
}

/** A list of rules, with what adds one. `refuses(rule)` says why one cannot be added. */
export function Rules({ name, hint, none, rules, design, refuses = () => "", onChange, disabled }) {
  const allows = (rule) => (rules.some((one) => sameRule(one, rule)) ? say("That stands there already.") : refuses(rule));
  return html`<section class="rules" aria-label=${name}>
    <h3>${name}</h3>
    <p class="hint">${hint}</p>
    ${rules.length
      ? html`<ul class="chosen">
          ${rules.map((rule) => {
            const text = ruleText(rule, design);
            return html`<li class="chip" key=${`${rule.subject}:${rule.key}:${rule.field}`}>
              <span>${text}</span>
              <button type="button" class="chip-remove-button" disabled=${disabled} aria-label=${say("Remove {what}", { what: text })} onClick=${() => onChange(rules.filter((one) => !sameRule(one, rule)))}>${icon("x", { size: 14 })}</button>
            </li>`;
          })}
        </ul>`
      : html`<p class="muted">${none}</p>`}
    ${!disabled && html`<${Adder} name=${name} design=${design} allows=${allows} onAdd=${(rule) => onChange([...rules, rule])} />`}
  </section>`;
}
