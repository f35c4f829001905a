// Onboarding: the channels everybody starts with, and questions that give roles and channels.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { addPrompt, movedAt, newOnboarding, newOption, replacedAt } from "../model/commands/sections.js";
import { edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { limits } from "../state/page.js";
import { EmojiButton } from "../ui/emoji_field.js";
import { SelectField, TextField, Toggle } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";
import { ChannelsField, RolesField } from "../ui/pickers.js";
import { RowTools } from "../inspector/tags.js";
import { Part, toldOf } from "./part.js";

const S = "onboarding";
const MODES = [[0, say("Count default channels only")], [1, say("Count channels of questions too")]];
const TYPES = [[0, say("Multiple choice")], [1, say("Dropdown")]];

export function Onboarding() {
  return html`<${Part} section=${S} begin=${newOnboarding}
      teach=${say("New members answer a few questions and get the roles and channels that fit. It needs a Community server.")}>
    ${(onboarding, set) => html`
      <${Toggle} label=${say("Onboarding is on")} value=${onboarding.enabled} problems=${toldOf(S, "enabled")} onChange=${(enabled) => set({ ...onboarding, enabled })} />
      <${SelectField} label=${say("What counts towards Discord's minimum")} value=${onboarding.mode} options=${MODES} onChange=${(mode) => set({ ...onboarding, mode })} />
      <${ChannelsField} label=${say("Default channels")} values=${onboarding.default_channels} problems=${toldOf(S, "default_channels")}
        hint=${say("Everybody has these. An enabled onboarding needs {channels}, and @everyone has to be able to write in {writable}.",
          { channels: limits.onboarding_channels, writable: limits.onboarding_writable })}
        onChange=${(default_channels) => set({ ...onboarding, default_channels })} />
      <h3>${say("Questions")} <span class="field-count">${onboarding.prompts.length}/${limits.prompts}</span></h3>
      ${onboarding.prompts.map((prompt, at) => html`<${Prompt} key=${prompt.key} onboarding=${onboarding} at=${at} set=${set} />`)}
      ${editableHere.value && html`<button type="button" class="button" disabled=${onboarding.prompts.length >= limits.prompts}
        onClick=${() => edit(say("Add a question"), (now) => addPrompt(now, say("New question")))}><${Icon} name="plus" />${say("Add a question")}</button>`}`}
  </${Part}>`;
}

function Prompt({ onboarding, at, set }) {
  const list = onboarding.prompts, prompt = list[at];
  const patch = (fields, tag) => set({ ...onboarding, prompts: replacedAt(list, at, { ...prompt, ...fields }) }, tag && `${prompt.key}:${tag}`);
  const told = (...rest) => toldOf(S, "prompts", at, ...rest);
  return html`<section class="card-row" aria-label=${prompt.title}><div class="card-row-head">
      <${TextField} label=${say("Question")} value=${prompt.title} most=${limits.prompt_title} required problems=${told("title")} onChange=${(title) => patch({ title }, "title")} />
      <${RowTools} name=${prompt.title} at=${at} count=${list.length} onMove=${(to) => set({ ...onboarding, prompts: movedAt(list, at, to) })}
        onRemove=${() => set({ ...onboarding, prompts: replacedAt(list, at, undefined) })} /></div>
    <div class="field-columns">
      <${SelectField} label=${say("Shown as")} value=${prompt.type} options=${TYPES} onChange=${(type) => patch({ type })} />
      <${Toggle} label=${say("One answer only")} value=${prompt.single_select} onChange=${(single_select) => patch({ single_select })} />
      <${Toggle} label=${say("Has to be answered")} value=${prompt.required} onChange=${(required) => patch({ required })} />
      <${Toggle} label=${say("Asked before joining")} value=${prompt.in_onboarding} onChange=${(in_onboarding) => patch({ in_onboarding })} /></div>
    ${prompt.options.map((option, index) => html`<${Option} key=${option.key} prompt=${prompt} at=${index} patch=${patch} told=${told} />`)}
    ${told("options").length > 0 && prompt.options.length === 0 && html`<p class="field-problem">${told("options")[0]}</p>`}
    ${editableHere.value && html`<button type="button" class="button button-quiet" disabled=${prompt.options.length >= limits.options}
      onClick=${() => patch({ options: [...prompt.options, newOption(prompt, say("New answer"))] })}><${Icon} name="plus" />${say("Add an answer")}</button>`}</section>`;
}

function Option({ prompt, at, patch, told }) {
  const list = prompt.options, option = list[at];
  const set = (fields, tag) => patch({ options: replacedAt(list, at, { ...option, ...fields }) }, tag && `${option.key}:${tag}`);
  const here = (field) => told("options", at, field);
  return html`<div class="option-row"><div class="card-row-head">
      <${EmojiButton} label=${say("Emoji of {name}", { name: option.title })} value=${option.emoji} onChange=${(emoji) => set({ emoji })} />
      <${TextField} label=${say("Answer {number}", { number: at + 1 })} value=${option.title} most=${limits.option_title} required problems=${here("title")} onChange=${(title) => set({ title }, "title")} />
      <${RowTools} name=${option.title} at=${at} count=${list.length} onMove=${(to) => patch({ options: movedAt(list, at, to) })} onRemove=${() => patch({ options: replacedAt(list, at, undefined) })} /></div>
    <${TextField} label=${say("Description")} value=${option.description ?? ""} most=${limits.option_description} problems=${here("description")} onChange=${(text) => set({ description: text || null }, "description")} />
    <${RolesField} label=${say("Gives roles")} values=${option.roles} problems=${here("roles")} onChange=${(roles) => set({ roles })} />
    <${ChannelsField} label=${say("Opens channels")} values=${option.channels} problems=${here("channels")} onChange=${(channels) => set({ channels })} /></div>`;
}
