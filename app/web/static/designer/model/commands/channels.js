// Making, naming, copying and removing channels and categories.
import { say, toSay } from "../../../lib/say.js";
import { CATEGORY, channelOf, displayOrder, indexOf, isCategory, newChannel, withFields } from "../design.js";
import { keyFrom, uniqueKey } from "../keys.js";
import { copyName, storedChannelName } from "../names.js";
import { reordered } from "./placing.js";
import { withoutChannels } from "./references.js";

/** A new channel at the end of a category (null: none), or behind `after`. -> [design, key] */
export function addChannel(design, registry, { type, name, parent = null, after = null }) {
  const stored = storedChannelName(name, type) || say("new-channel");
  const key = uniqueKey(keyFrom(stored, "channel"), indexOf(design).channels);
  const inherited = parent === null ? undefined : channelOf(design, parent);
  const channel = newChannel(registry.fieldsOf(type), {
    key, type, name: stored, parent: type === CATEGORY ? null : parent, access: inherited?.access ?? {},
  });
  const at = after === null ? design.channels.length : indexOf(design).channelAt.get(after) + 1;
  const channels = [...design.channels.slice(0, at), channel, ...design.channels.slice(at)];
  return [{ ...design, channels: displayOrder(channels) }, key];
}

export function renameChannel(design, key, name) {
  const channel = channelOf(design, key);
  const stored = channel ? storedChannelName(name, channel.type) : "";
  return stored ? withFields(design, "channels", key, { name: stored }) : design;
}

export const setChannel = (design, key, fields) => withFields(design, "channels", key, fields);

/** Text and announcement channels may turn into each other; fields the new type lacks go. */
export function changeType(design, registry, key, type) {
  const before = channelOf(design, key);
  const fresh = newChannel(registry.fieldsOf(type), { ...before, type });
  for (const field of registry.fieldsOf(type)) if (field in before && field !== "type") fresh[field] = before[field];
  const channels = design.channels.map((one) =>
    one.key === key ? { ...fresh, protect: before.protect, ignore: before.ignore } : one);
  return reordered(design, channels);
}

/** Copies behind the originals; a category is copied with its channels. -> [design, keys of the copies] */
export function duplicateChannels(design, keys) {
  const taken = new Set(indexOf(design).channels.keys());
  const copies = [], channels = [];
  const chosen = new Set(keys);
  for (const channel of design.channels) {
    channels.push(channel);
    if (!chosen.has(channel.key) || (channel.parent !== null && chosen.has(channel.parent))) continue;
    const copy = copyOf(channel, taken);
    copies.push(copy.key);
    channels.push(copy);
    if (isCategory(channel)) {
      for (const key of indexOf(design).children.get(channel.key)) {
        channels.push({ ...copyOf(channelOf(design, key), taken, "{name}"), parent: copy.key });
      }
    }
  }
  return [reordered(design, channels), copies];
}

function copyOf(channel, taken, sentence = isCategory(channel) ? toSay("{name} copy") : toSay("{name}-copy")) {
  const name = copyName(sentence, channel.name);
  const key = uniqueKey(keyFrom(name, "channel"), taken);
  taken.add(key);
  return { ...channel, key, name: storedChannelName(name, channel.type), protect: false };
}

/** Channels of a removed category stand without one then, unless `withChildren`. */
export function removeChannels(design, keys, { withChildren = false } = {}) {
  const gone = new Set(keys.filter((key) => channelOf(design, key)));
  if (withChildren) for (const key of keys) indexOf(design).children.get(key)?.forEach((child) => gone.add(child));
  if (!gone.size) return design;
  const channels = design.channels.filter((one) => !gone.has(one.key))
    .map((one) => (gone.has(one.parent) ? { ...one, parent: null } : one));
  return withoutChannels({ ...design, channels: displayOrder(channels) }, gone);
}
