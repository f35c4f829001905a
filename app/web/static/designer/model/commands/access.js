// Overwrites: what a channel allows and denies one role or member.
import { bitsOf, textOf } from "../bits.js";
import { channelOf, indexOf, same, withFields } from "../design.js";

const NOTHING = { allow: "0", deny: "0" };

/** "allow", "deny" or "inherit" of some bits in one overwrite. */
export function stateOf(overwrite, value) {
  if (!overwrite) return "inherit";
  if ((bitsOf(overwrite.allow) & value) !== 0n) return "allow";
  return (bitsOf(overwrite.deny) & value) !== 0n ? "deny" : "inherit";
}

export function setAccess(design, key, target, value, state) {
  const access = channelOf(design, key).access;
  const before = access[target] ?? NOTHING;
  const allow = state === "allow" ? bitsOf(before.allow) | value : bitsOf(before.allow) & ~value;
  const deny = state === "deny" ? bitsOf(before.deny) | value : bitsOf(before.deny) & ~value;
  return withFields(design, "channels", key, {
    access: { ...access, [target]: { allow: textOf(allow), deny: textOf(deny) } },
  });
}

/** Give targets an entry that changes nothing yet. */
export function addTargets(design, keys, targets) {
  return edited(design, keys, (access) => {
    const missing = targets.filter((target) => !access[target]);
    return missing.length ? { ...access, ...Object.fromEntries(missing.map((one) => [one, NOTHING])) } : access;
  });
}

export function removeTarget(design, keys, target) {
  return edited(design, keys, (access) => {
    if (!access[target]) return access;
    const { [target]: _, ...rest } = access;
    return rest;
  });
}

/** "Remove role from all channels". */
export const removeEverywhere = (design, target) =>
  removeTarget(design, design.channels.map((one) => one.key), target);

export const placesOf = (design, target) => design.channels.filter((one) => one.access[target]);

/** Paste overwrites: all of another channel's ("replace"), or some entries on top of what is there. */
export function pasteAccess(design, keys, pasted, { replace }) {
  const known = (target) => target.startsWith("member:") || indexOf(design).roles.has(target.slice(5));
  const fitting = Object.fromEntries(Object.entries(pasted).filter(([target]) => known(target)));
  return edited(design, keys, (access) => (replace ? fitting : { ...access, ...fitting }));
}

/** Take over the category's overwrites, as Discord's "Sync now" does. */
export function syncToCategory(design, keys) {
  return keys.reduce((left, key) => {
    const parent = channelOf(left, channelOf(left, key)?.parent);
    return parent ? withFields(left, "channels", key, { access: parent.access }) : left;
  }, design);
}

/** null without a category; otherwise whether the channel's overwrites are its category's. */
export function isSynced(design, channel) {
  const parent = channel.parent === null ? undefined : channelOf(design, channel.parent);
  return parent ? same(parent.access, channel.access) : null;
}

function edited(design, keys, change) {
  const chosen = new Set(keys);
  let changed = false;
  const channels = design.channels.map((channel) => {
    if (!chosen.has(channel.key)) return channel;
    const access = change(channel.access);
    if (access === channel.access || same(access, channel.access)) return channel;
    changed = true;
    return { ...channel, access };
  });
  return changed ? { ...design, channels } : design;
}
