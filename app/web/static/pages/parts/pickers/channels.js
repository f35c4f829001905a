import { html } from "../../../lib/html.js";
import { icon } from "../../../lib/icons.js";
import { say } from "../../../lib/say.js";
import { Combo } from "./combo.js";

const ICONS = { 0: "hash", 2: "volume-2", 4: "folder", 5: "megaphone", 13: "podcast", 15: "messages-square", 16: "image" };
const CATEGORY = 4;
const VIEW = 1n << 10n;

export const iconName = (type) => ICONS[type] ?? "hash";

export const channelIcon = (type) => icon(iconName(type));

/** @everyone may not view it: by its own overwrite, as the picker shows with a lock. */
const isLocked = (channel) => (BigInt(channel.access?.["role:everyone"]?.deny ?? "0") & VIEW) !== 0n;

/** What picks one of a design's channels, under their categories, in Discord's order. */
export function ChannelPicker({ label = say("Channel"), channels, onPick, disabled, taken = new Set(), categories = true }) {
  const names = new Map(channels.filter((one) => one.type === CATEGORY).map((one) => [one.key, one.name]));
  const options = channels
    .filter((one) => !taken.has(one.key) && (categories || one.type !== CATEGORY))
    .map((channel) => ({
      id: channel.key,
      label: channel.name,
      mark: html`${channelIcon(channel.type)}${isLocked(channel) && icon("lock", { size: 12, label: say("hidden from @everyone") })}`,
      group: channel.type === CATEGORY ? say("Categories") : (names.get(channel.parent) ?? say("Without a category")),
      channel,
    }));
  return html`<${Combo} label=${label} options=${options} disabled=${disabled} placeholder=${say("Search channels")} onPick=${(one) => onPick(one.channel)} />`;
}
