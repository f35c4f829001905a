// AutoMod rules: what they look for, what they do, who is exempt.
import { html } from "../../lib/html.js";
import { say, sayAs } from "../../lib/say.js";
import { ACTIONS, PRESETS, TIMEOUTS, TRIGGERS } from "../inspector/choices.js";
import { LeftToPeople } from "../inspector/left_to_people.js";
import { movedAt, newRule, replacedAt } from "../model/commands/sections.js";
import { TEXT } from "../model/design.js";
import { problems } from "../state/checking.js";
import { editableHere } from "../state/reach.js";
import { limits, registry } from "../state/page.js";
import { NumberField, SelectField, sentencesOf, TextField, Toggle } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";
import { ChannelField, ChannelsField, RolesField } from "../ui/pickers.js";
import { RowTools } from "../inspector/tags.js";
import { openMenu } from "../ui/menu.js";
import { Part } from "./part.js";
import { WordsField } from "./words_field.js";

const FIELDS = ["name", "event", "metadata", "actions", "enabled", "exempt_roles", "exempt_channels"];

export function Automod() {
  return html`<${Part} section="automod" begin=${() => []}
      teach=${say("Discord itself watches messages for words, spam and mass mentions, and acts before anybody sees them.")}>
    ${(rules, set) => html`${rules.map((rule, at) => html`<${Rule} key=${rule.key} rules=${rules} at=${at} set=${set} />`)}
      ${rules.length === 0 && html`<p class="section-hint">${say("No rule: a plan removes nothing that is not named unless told so.")}</p>`}
      ${editableHere.value && html`<button type="button" class="button" aria-haspopup="menu" onClick=${(event) => openMenu({ at: event.currentTarget, label: say("Add a rule"), items: choices(rules, set) })}><${Icon} name="plus" />${say("Add a rule")}</button>`}`}
  </${Part}>`;
}

const choices = (rules, set) => Object.entries(TRIGGERS).map(([trigger, label]) => ({
  label, icon: "shield-alert", disabled: rules.filter((one) => one.trigger === Number(trigger)).length >= registry.automod.rules[trigger],
  run: () => set([...rules, newRule(rules, Number(trigger), label)]),
}));

function Rule({ rules, at, set }) {
  const rule = rules[at];
  const patch = (fields, tag) => set(replacedAt(rules, at, { ...rule, ...fields }), tag && `${rule.key}:${tag}`);
  const told = (field, ...rest) => sentencesOf(problems.value.filter((one) => one.section === "automod" && one.key === rule.key
    && one.field === field && rest.every((part, index) => one.rest[index] === part)));
  return html`<section class="card-row" aria-label=${rule.name}><div class="card-row-head">
      <${TextField} label=${say("Name ({kind})", { kind: TRIGGERS[rule.trigger] ?? say("rule") })} value=${rule.name} most=${limits.rule_name} required problems=${told("name")} onChange=${(name) => patch({ name }, "name")} />
      <${RowTools} name=${rule.name} at=${at} count=${rules.length} onMove=${(to) => set(movedAt(rules, at, to))} onRemove=${() => set(replacedAt(rules, at, undefined))} /></div>
    <${Toggle} label=${say("Enabled")} value=${rule.enabled} onChange=${(enabled) => patch({ enabled })} />
    <${LooksFor} rule=${rule} patch=${patch} told=${told} />
    <${Actions} rule=${rule} patch=${patch} told=${told} />
    <${RolesField} label=${say("Exempt roles")} values=${rule.exempt_roles} most=${limits.rule_exempt_roles} problems=${told("exempt_roles")} onChange=${(exempt_roles) => patch({ exempt_roles })} />
    <${ChannelsField} label=${say("Exempt channels")} values=${rule.exempt_channels} most=${limits.rule_exempt_channels} types=${[0, 2, 4, 5, 13, 15, 16]} problems=${told("exempt_channels")} onChange=${(exempt_channels) => patch({ exempt_channels })} />
    <${LeftToPeople} thing=${rule} section="automod" fields=${FIELDS} save=${(fields) => patch(fields)} /></section>`;
}

function LooksFor({ rule, patch, told }) {
  const set = (name) => (value) => patch({ metadata: { ...rule.metadata, [name]: value } }, `metadata:${name}`);
  const words = (name, label, hint) => name in rule.metadata && html`<${WordsField} label=${label} hint=${hint} values=${rule.metadata[name] ?? []} problems=${told("metadata", name)} onChange=${set(name)} />`;
  return html`${words("keyword_filter", say("Words"), say("One a line; * stands for any characters."))}
    ${words("regex_patterns", say("Regular expressions"), say("One a line, as Rust reads them."))}
    ${rule.trigger === 4 && html`<fieldset class="checks"><legend>${say("Word lists")}</legend>${PRESETS.map(([value, label]) => html`<label class="check" key=${value}><input type="checkbox" disabled=${!editableHere.value}
      checked=${rule.metadata.presets?.includes(value)} onChange=${(event) => set("presets")(event.target.checked ? [...(rule.metadata.presets ?? []), value].sort() : rule.metadata.presets.filter((one) => one !== value))} />${label}</label>`)}</fieldset>`}
    ${rule.trigger === 5 && html`<${NumberField} label=${say("Mentions in one message")} value=${rule.metadata.mention_total_limit ?? 5} least="1" most=${registry.automod.mentions} problems=${told("metadata", "mention_total_limit")} onChange=${set("mention_total_limit")} />
      <${Toggle} label=${say("Notice mention raids")} value=${rule.metadata.mention_raid_protection_enabled ?? false} onChange=${set("mention_raid_protection_enabled")} />`}
    ${words("allow_list", say("Allowed all the same"), say("One a line."))}`;
}

function Actions({ rule, patch, told }) {
  const actions = rule.actions;
  const possible = registry.automod.actions[rule.trigger] ?? [];
  const set = (at, fields, tag) => patch({ actions: replacedAt(actions, at, { ...actions[at], ...fields }) }, tag);
  const toggle = (type) => patch({ actions: actions.some((one) => one.type === type) ? actions.filter((one) => one.type !== type)
    : [...actions, { type, channel: null, duration: type === 3 ? 60 : null, message: null }] });
  return html`<fieldset class="checks"><legend>${say("What it does")}</legend>${told("actions").map((text) => html`<p class="field-problem">${text}</p>`)}
    ${possible.map((type) => {
      const at = actions.findIndex((one) => one.type === type), action = actions[at];
      return html`<div key=${type}><label class="check"><input type="checkbox" disabled=${!editableHere.value} checked=${at >= 0} onChange=${() => toggle(type)} />${ACTIONS[type]}</label>
        ${type === 1 && action && html`<${TextField} label=${say("Told to the member")} value=${action.message ?? ""} most=${registry.automod.message} onChange=${(text) => set(at, { message: text || null }, `message:${type}`)} />`}
        ${type === 2 && action && html`<${ChannelField} label=${say("Alert goes to")} value=${action.channel} types=${[TEXT]} none=${say("Choose\u2026")} onChange=${(channel) => set(at, { channel })} />`}
        ${type === 3 && action && html`<${SelectField} label=${sayAs("how long", "For")} value=${action.duration} options=${TIMEOUTS} onChange=${(duration) => set(at, { duration })} />`}</div>`;
    })}</fieldset>`;
}
