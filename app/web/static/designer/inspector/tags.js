// The tags of a forum or media channel: name, emoji, order, who may use them.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { movedAt, newTag, replacedAt } from "../model/commands/sections.js";
import { editableHere } from "../state/reach.js";
import { limits } from "../state/page.js";
import { EmojiButton } from "../ui/emoji_field.js";
import { sentencesOf, TextField } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";

export function Tags({ channel, set, problems }) {
  const tags = channel.tags;
  const patch = (at, fields) => set(replacedAt(tags, at, { ...tags[at], ...fields }));
  const told = (at) => sentencesOf(problems.filter((one) => one.rest[0] === at));
  const general = sentencesOf(problems.filter((one) => one.rest.length === 0));
  return html`<div class="list-editor" role="group" aria-label=${say("Tags")}>
    <div class="field-head"><span class="field-label">${say("Tags")}</span>
      <span class=${`field-count${tags.length > limits.tags ? " is-over" : ""}`}>${tags.length}/${limits.tags}</span></div>
    ${tags.map((tag, at) => html`<div class="list-row" key=${tag.key}>
      <${EmojiButton} label=${say("Emoji of {name}", { name: tag.name })} value=${tag.emoji} onChange=${(emoji) => patch(at, { emoji })} />
      <${TextField} label=${say("Name of tag {number}", { number: at + 1 })} hideLabel value=${tag.name} most=${limits.tag_name} required
        problems=${told(at)} onChange=${(name) => patch(at, { name })} />
      <${RowTools} name=${tag.name} at=${at} count=${tags.length} onMove=${(to) => set(movedAt(tags, at, to))}
        onRemove=${() => set(replacedAt(tags, at, undefined))}>
        <button type="button" class=${`icon-button${tag.moderated ? " is-on" : ""}`} disabled=${!editableHere.value}
          aria-pressed=${String(tag.moderated)} aria-label=${say("Only moderators may use {name}", { name: tag.name })} title=${say("Only moderators may use it")}
          onClick=${() => patch(at, { moderated: !tag.moderated })}><${Icon} name="shield" /></button>
      </${RowTools}></div>`)}
    ${general.map((text) => html`<p class="field-problem">${text}</p>`)}
    ${editableHere.value && html`<button type="button" class="button button-quiet" disabled=${tags.length >= limits.tags}
      onClick=${() => set([...tags, newTag(tags, say("Tag {number}", { number: tags.length + 1 }))])}><${Icon} name="plus" />${say("Add a tag")}</button>`}
  </div>`;
}

/** Up, down and remove for one row of a list. */
export function RowTools({ name, at, count, onMove, onRemove, children }) {
  if (!editableHere.value) return html`<span class="row-actions">${children}</span>`;
  return html`<span class="row-actions">${children}
    <button type="button" class="icon-button" disabled=${at === 0} aria-label=${say("Move {name} up", { name })} title=${say("Move up")}
      onClick=${() => onMove(at - 1)}><${Icon} name="arrow-up" /></button>
    <button type="button" class="icon-button" disabled=${at === count - 1} aria-label=${say("Move {name} down", { name })} title=${say("Move down")}
      onClick=${() => onMove(at + 1)}><${Icon} name="arrow-down" /></button>
    <button type="button" class="icon-button" aria-label=${say("Remove {what}", { what: name })} title=${say("Remove")} onClick=${onRemove}><${Icon} name="x" /></button>
  </span>`;
}
