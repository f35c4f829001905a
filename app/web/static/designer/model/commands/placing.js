// Moving channels and categories. Places are told by a neighbour, never by a number.
import { channelOf, displayOrder, indexOf, isCategory, isVoice } from "../design.js";

/** Put channels before `before` (null: at the end) in a category (null: none); text stays above voice. */
export function moveChannels(design, keys, parent, before) {
  const moving = new Set(keys);
  const moved = design.channels.filter((one) => moving.has(one.key) && !isCategory(one));
  if (!moved.length) return design;
  const placed = moved.map((one) => (one.parent === parent ? one : { ...one, parent }));
  return reordered(design, inserted(design.channels, moved, placed, before));
}

/** Put whole categories before the category `before` (null: last). Their channels come along. */
export function moveCategories(design, keys, before) {
  const moving = new Set(keys);
  const moved = design.channels.filter((one) => moving.has(one.key) && isCategory(one));
  return moved.length ? reordered(design, inserted(design.channels, moved, moved, before)) : design;
}

function inserted(channels, moved, placed, before) {
  const away = new Set(moved);
  // A neighbour that moves along stands for the next one that stays.
  let anchor = channels.findIndex((one) => one.key === before);
  while (anchor >= 0 && anchor < channels.length && away.has(channels[anchor])) anchor += 1;
  const target = channels[anchor];
  const rest = channels.filter((one) => !away.has(one));
  const at = target ? rest.indexOf(target) : rest.length;
  return [...rest.slice(0, at), ...placed, ...rest.slice(at)];
}

export function reordered(design, channels) {
  const ordered = displayOrder(channels);
  const unchanged = ordered.length === design.channels.length
    && ordered.every((one, at) => one === design.channels[at]);
  return unchanged ? design : { ...design, channels: ordered };
}

/** One step up (-1) or down (1), through the categories; the same design at either end. */
export function stepChannels(design, keys, direction) {
  const chosen = design.channels.filter((one) => keys.includes(one.key));
  if (!chosen.length) return design;
  return isCategory(chosen[0]) ? stepCategory(design, chosen, direction) : stepWithin(design, chosen, direction);
}

function stepCategory(design, chosen, direction) {
  const moving = chosen.filter(isCategory).map((one) => one.key);
  const others = design.channels.filter(isCategory);
  const at = others.findIndex((one) => one.key === (direction < 0 ? moving[0] : moving.at(-1)));
  if (direction < 0) return at > 0 ? moveCategories(design, moving, others[at - 1].key) : design;
  if (at + 1 >= others.length) return design;
  return moveCategories(design, moving, others[at + 2]?.key ?? null);
}

function stepWithin(design, chosen, direction) {
  const edge = direction < 0 ? chosen[0] : chosen.at(-1);
  const moving = chosen.filter((one) => !isCategory(one)).map((one) => one.key);
  const group = groupOf(design, edge.parent, edge).filter((key) => key === edge.key || !moving.includes(key));
  const at = group.indexOf(edge.key);
  if (direction < 0 && at > 0) return moveChannels(design, moving, edge.parent, group[at - 1]);
  if (direction > 0 && at < group.length - 1) {
    return moveChannels(design, moving, edge.parent, group[at + 2] ?? null);
  }
  const parents = [null, ...design.channels.filter(isCategory).map((one) => one.key)];
  const next = parents[parents.indexOf(edge.parent) + direction];
  if (next === undefined) return design;
  return moveChannels(design, moving, next, direction < 0 ? null : (groupOf(design, next, edge)[0] ?? null));
}

/** Keys of the channels of a category that are sorted together with `like`. */
export function groupOf(design, parent, like) {
  return (indexOf(design).children.get(parent) ?? [])
    .filter((key) => isVoice(channelOf(design, key)) === isVoice(like));
}
