// The welcome screen: a description and up to five channels.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { movedAt, newWelcome, replacedAt } from "../model/commands/sections.js";
import { channelOf } from "../model/design.js";
import { design } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { limits } from "../state/page.js";
import { EmojiButton } from "../ui/emoji_field.js";
import { TextField, Toggle } from "../ui/fields.js";
import { Icon } from "../ui/icon.js";
import { ChannelField } from "../ui/pickers.js";
import { RowTools } from "../inspector/tags.js";
import { Part, toldOf } from "./part.js";

const S = "welcome_screen";

export function WelcomeScreen() {
  return html`<${Part} section=${S} begin=${newWelcome}
      teach=${say("People who join see a short description and up to five channels to begin with. It needs a Community server.")}>
    ${(welcome, set) => html`
      <${Toggle} label=${say("Show it to people who join")} value=${welcome.enabled} onChange=${(enabled) => set({ ...welcome, enabled })} />
      <${TextField} label=${say("Description")} value=${welcome.description ?? ""} most=${limits.welcome_description} rows="2" problems=${toldOf(S, "description")}
        onChange=${(text) => set({ ...welcome, description: text || null }, "description")} />
      <h3>${say("Channels")} <span class="field-count">${welcome.channels.length}/${limits.welcome_channels}</span></h3>
      ${toldOf(S, "channels").length > 0 && welcome.channels.length > limits.welcome_channels && html`<p class="field-problem">${toldOf(S, "channels")[0]}</p>`}
      ${welcome.channels.map((one, at) => html`<${Entry} key=${at} welcome=${welcome} at=${at} set=${set} />`)}
      ${editableHere.value && html`<button type="button" class="button" disabled=${welcome.channels.length >= limits.welcome_channels || !free(welcome)}
        onClick=${() => set({ ...welcome, channels: [...welcome.channels, { channel: free(welcome), description: say("Start here"), emoji: null }] })}><${Icon} name="plus" />${say("Add a channel")}</button>`}`}
  </${Part}>`;
}

function Entry({ welcome, at, set }) {
  const one = welcome.channels[at], list = welcome.channels;
  const patch = (fields, tag) => set({ ...welcome, channels: replacedAt(list, at, { ...one, ...fields }) }, tag);
  const name = channelOf(design.value, one.channel)?.name ?? say("channel");
  return html`<div class="card-row"><div class="card-row-head">
      <${EmojiButton} label=${say("Emoji beside {channel}", { channel: name })} value=${one.emoji} onChange=${(emoji) => patch({ emoji })} />
      <${ChannelField} label=${say("Channel {number}", { number: at + 1 })} value=${one.channel} types=${[0, 2, 5, 13, 15, 16]} none=${say("Choose\u2026")} problems=${toldOf(S, "channels", at, "channel")}
        onChange=${(channel) => channel && patch({ channel })} />
      <${RowTools} name=${name} at=${at} count=${list.length} onMove=${(to) => set({ ...welcome, channels: movedAt(list, at, to) })}
        onRemove=${() => set({ ...welcome, channels: replacedAt(list, at, undefined) })} /></div>
    <${TextField} label=${say("What {channel} is for", { channel: name })} value=${one.description} most=${limits.welcome_channel_description} required problems=${toldOf(S, "channels", at, "description")}
      onChange=${(description) => patch({ description }, `channels:${at}`)} /></div>`;
}

const free = (welcome) => design.value.channels.find((one) => one.type !== 4 && !welcome.channels.some((held) => held.channel === one.key))?.key;
