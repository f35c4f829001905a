// What dropping at a place in the channel tree means.
import { channelOf, indexOf, isCategory, isVoice } from "../model/design.js";

/** Channels land beside or in what is under the pointer; categories between whole categories. */
export function dropTarget(design, key, part, keys, collapsed) {
  const row = channelOf(design, key);
  if (!row) return null;
  if (isCategory(channelOf(design, keys[0]))) return betweenCategories(design, row, part, collapsed);
  return isCategory(row) ? atCategory(design, row, part, collapsed) : besideChannel(design, row, part, keys);
}

function betweenCategories(design, row, part, collapsed) {
  const categories = design.channels.filter(isCategory).map((one) => one.key);
  const own = isCategory(row) ? row.key : row.parent;
  if (own === null) return categories.length ? { line: "above", of: categories[0], into: null, before: categories[0], categories: true } : null;
  const children = indexOf(design).children.get(own);
  const open = children.length > 0 && !collapsed.has(own);
  const rows = open ? children.length + 1 : 1;
  const at = isCategory(row) ? part : children.indexOf(row.key) + 1 + part;
  if (at < rows / 2) return { line: "above", of: own, into: null, before: own, categories: true };
  const next = categories[categories.indexOf(own) + 1] ?? null;
  return { line: "below", of: open ? children.at(-1) : own, into: null, before: next, categories: true };
}

function atCategory(design, row, part, collapsed) {
  if (part < 0.3) {
    const categories = design.channels.filter(isCategory);
    const above = categories[categories.indexOf(row) - 1]?.key ?? null;
    return { line: "above", of: row.key, into: above, before: null, inside: above !== null };
  }
  const first = indexOf(design).children.get(row.key)[0] ?? null;
  return { line: "into", of: row.key, into: row.key, before: collapsed.has(row.key) ? null : first };
}

function besideChannel(design, row, part, keys) {
  const siblings = indexOf(design).children.get(row.parent);
  const inside = row.parent !== null;
  if (part < 0.5) return snapped(design, { line: "above", of: row.key, into: row.parent, before: row.key, inside }, keys);
  const next = siblings[siblings.indexOf(row.key) + 1] ?? null;
  return snapped(design, { line: "below", of: row.key, into: row.parent, before: next, inside }, keys);
}

/** Text stays above voice: the line is drawn where the channel will really stand. */
function snapped(design, target, keys) {
  const siblings = indexOf(design).children.get(target.into).filter((key) => !keys.includes(key));
  const voice = isVoice(channelOf(design, keys[0]));
  if (keys.some((key) => isVoice(channelOf(design, key)) !== voice)) return target;
  const firstVoice = siblings.findIndex((key) => isVoice(channelOf(design, key)));
  const border = firstVoice < 0 ? siblings.length : firstVoice;
  const at = target.before === null ? siblings.length : siblings.indexOf(target.before);
  if (at < 0 || (voice ? at >= border : at <= border)) return target;
  if (border === siblings.length) return { ...target, line: "below", of: siblings.at(-1), before: null };
  return { ...target, line: "above", of: siblings[border], before: siblings[border] };
}
