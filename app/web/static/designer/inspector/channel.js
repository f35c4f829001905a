// Everything about one channel or category, each type with the fields it has.
import { html } from "../../lib/html.js";
import { say, sayAs } from "../../lib/say.js";
import { AccessPanel } from "../access/panel.js";
import { changeType, setChannel } from "../model/commands/channels.js";
import { ANNOUNCEMENT, FORUM, hasPosts, TEXT } from "../model/design.js";
import { bitrateLimit, topicLimit, userLimit } from "../model/limits.js";
import { typedChannelName } from "../model/names.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { shownThing } from "../state/as_left.js";
import { edit } from "../state/document.js";
import { limits, live, registry } from "../state/page.js";
import { EmojiField } from "../ui/emoji_field.js";
import { NumberField, SelectField, sentencesOf, TextField, Toggle } from "../ui/fields.js";
import { Icon, typeIcon, typeWord } from "../ui/icon.js";
import { LeftField } from "./left_field.js";
import { LeftToPeople } from "./left_to_people.js";
import { ARCHIVE, DURATIONS, LAYOUTS, REGIONS, SORTS, VIDEO } from "./choices.js";
import { Tags } from "./tags.js";
import { ViewedHere } from "../view_as/viewed_here.js";

export function ChannelInspector({ channel: designed }) {
  const channel = shownThing("channels", designed);
  const has = new Set(registry.fieldsOf(channel.type));
  const set = (field) => (value) => edit(say("Edit {what}", { what: channel.name }),
    (design) => setChannel(design, channel.key, { [field]: value }), `channels:${channel.key}:${field}`);
  const told = (field) => sentencesOf(about(problems.value, "channels", channel.key, field));
  const props = { channel, has, set, told };
  return html`<div class="inspector">
    <header class="inspector-head"><${Icon} name=${typeIcon(channel.type)} /><h2>${channel.name}</h2>
      <span class="chip">${typeWord(channel.type)}</span></header>
    <${General} ...${props} />
    ${hasPosts(channel) && html`<${Posts} ...${props} />`}
    ${has.has("bitrate") && html`<${Voice} ...${props} />`}
    <${ViewedHere} channel=${channel} />
    <${AccessPanel} channel=${channel} />
    <${LeftToPeople} thing=${channel} section="channels" fields=${[...has, "order"]} />
  </div>`;
}

function General({ channel, has, set, told }) {
  return html`<section class="panel-part" aria-label=${say("General")}>
    <${LeftField} section="channels" thing=${channel} field="name"><${TextField} label=${say("Name")} value=${channel.name} most=${limits.channel_name} required problems=${told("name")}
      transform=${(text) => typedChannelName(text, channel.type)} onChange=${set("name")} /></${LeftField}>
    ${(channel.type === TEXT || channel.type === ANNOUNCEMENT) && html`<${LeftField} section="channels" thing=${channel} field="type"><${SelectField} label=${say("Type")} value=${channel.type}
      options=${[[TEXT, sayAs("type of channel", "Text")], [ANNOUNCEMENT, sayAs("type of channel", "Announcement")]]} problems=${told("type")}
      onChange=${(type) => edit(say("Change type of {channel}", { channel: channel.name }), (design) => changeType(design, registry, channel.key, type))} /></${LeftField}>`}
    ${has.has("topic") && html`<${LeftField} section="channels" thing=${channel} field="topic"><${TextField} label=${hasPosts(channel) ? say("Post guidelines") : say("Topic")} rows="3"
      value=${channel.topic} most=${topicLimit(limits, channel)} problems=${told("topic")} onChange=${set("topic")} /></${LeftField}>`}
    ${has.has("slowmode") && html`<${LeftField} section="channels" thing=${channel} field="slowmode"><${SelectField} label=${hasPosts(channel) ? say("Slowmode between posts") : say("Slowmode")}
      value=${channel.slowmode} options=${DURATIONS} problems=${told("slowmode")} onChange=${set("slowmode")} /></${LeftField}>`}
    ${has.has("thread_slowmode") && html`<${LeftField} section="channels" thing=${channel} field="thread_slowmode"><${SelectField} label=${hasPosts(channel) ? say("Slowmode between messages") : say("Slowmode in new threads")}
      value=${channel.thread_slowmode} options=${DURATIONS} problems=${told("thread_slowmode")} onChange=${set("thread_slowmode")} /></${LeftField}>`}
    ${has.has("archive_after") && html`<${LeftField} section="channels" thing=${channel} field="archive_after"><${SelectField} label=${say("Hide threads after inactivity")} value=${channel.archive_after}
      options=${ARCHIVE} problems=${told("archive_after")} onChange=${set("archive_after")} /></${LeftField}>`}
    ${has.has("nsfw") && html`<${LeftField} section="channels" thing=${channel} field="nsfw"><${Toggle} label=${say("Age-restricted channel")} value=${channel.nsfw} problems=${told("nsfw")} onChange=${set("nsfw")} /></${LeftField}>`}
    ${has.has("flags") && html`<${LeftField} section="channels" thing=${channel} field="flags"><${Flag} channel=${channel} flag=${registry.flags.spoiler} label=${say("Blur media until tapped")} set=${set("flags")} problems=${told("flags")} /></${LeftField}>`}
  </section>`;
}

function Posts({ channel, set, told }) {
  return html`<section class="panel-part" aria-label=${say("Posts")}>
    <h3>${say("Posts")}</h3>
    <${LeftField} section="channels" thing=${channel} field="tags"><${Tags} channel=${channel} set=${set("tags")} problems=${about(problems.value, "channels", channel.key, "tags")} /></${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="flags"><${Flag} channel=${channel} flag=${registry.flags.require_tag} label=${say("Posts need a tag")} set=${set("flags")} />
    ${channel.type !== FORUM && html`<${Flag} channel=${channel} flag=${registry.flags.hide_media_downloads}
      label=${say("Hide media download options")} set=${set("flags")} />`}</${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="default_reaction"><${EmojiField} label=${say("Default reaction")} value=${channel.default_reaction} problems=${told("default_reaction")} onChange=${set("default_reaction")} /></${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="sort_order"><${SelectField} label=${say("Sort order")} value=${channel.sort_order} options=${SORTS} problems=${told("sort_order")} onChange=${set("sort_order")} /></${LeftField}>
    ${channel.type === FORUM && html`<${LeftField} section="channels" thing=${channel} field="layout"><${SelectField} label=${say("Layout")} value=${channel.layout} options=${LAYOUTS} problems=${told("layout")} onChange=${set("layout")} /></${LeftField}>`}
  </section>`;
}

function Voice({ channel, set, told }) {
  const most = bitrateLimit(limits, channel, live.value) / 1000;
  return html`<section class="panel-part" aria-label=${say("Voice")}>
    <h3>${say("Voice")}</h3>
    <${LeftField} section="channels" thing=${channel} field="bitrate"><${NumberField} label=${say("Bitrate")} value=${Math.round(channel.bitrate / 1000)} least=${limits.bitrate_min / 1000} most=${most}
      unit=${say("kbps")} problems=${told("bitrate")} onChange=${(value) => set("bitrate")(value * 1000)}
      hint=${live.value && most < 384 ? say("More needs a higher boost level.") : undefined} /></${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="user_limit"><${NumberField} label=${say("User limit")} value=${channel.user_limit} least="0" most=${userLimit(limits, channel)}
      problems=${told("user_limit")} onChange=${set("user_limit")} hint=${say("0 is no limit.")} /></${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="video_quality"><${SelectField} label=${say("Video quality")} value=${channel.video_quality} options=${VIDEO} problems=${told("video_quality")} onChange=${set("video_quality")} /></${LeftField}>
    <${LeftField} section="channels" thing=${channel} field="region"><${SelectField} label=${say("Region")} value=${channel.region} options=${REGIONS} problems=${told("region")} onChange=${set("region")} /></${LeftField}>
  </section>`;
}

function Flag({ channel, flag, label, set, problems: told }) {
  return html`<${Toggle} label=${label} value=${(channel.flags & flag) !== 0} problems=${told}
    onChange=${(on) => set(on ? channel.flags | flag : channel.flags & ~flag)} />`;
}
