// Which rows the channel tree shows, in order, and what each is among its neighbours.
import { say } from "../../lib/say.js";
import { indexOf, isCategory } from "../model/design.js";

/** -> [{channel, level, posinset, setsize, expanded}]; `expanded` is null for channels. */
export function rowsOf(design, collapsed, query) {
  const { children, channels } = indexOf(design);
  const wanted = query.trim().toLowerCase();
  const matches = (channel) => !wanted || channel.name.toLowerCase().includes(wanted);
  const rows = [];
  const leaves = (keys, level) => {
    const shown = keys.map((key) => channels.get(key)).filter(matches);
    shown.forEach((channel, at) =>
      rows.push({ channel, level, posinset: at + 1, setsize: shown.length, expanded: null }));
    return shown.length;
  };
  leaves(children.get(null), 1);
  const categories = design.channels.filter(isCategory);
  categories.forEach((channel, at) => {
    const inside = children.get(channel.key);
    const showAll = wanted && matches(channel);
    const place = rows.length;
    const expanded = Boolean(wanted) || !collapsed.has(channel.key);
    let count = 0;
    if (showAll) {
      inside.forEach((key, index) => rows.push({
        channel: channels.get(key), level: 2, posinset: index + 1, setsize: inside.length, expanded: null,
      }));
    } else if (expanded) count = leaves(inside, 2);
    if (!wanted || showAll || count) {
      rows.splice(place, 0, { channel, level: 1, posinset: at + 1, setsize: categories.length, expanded });
    }
  });
  return rows;
}

/** Where a channel stands, as a sentence's end: "position 2 of 5 in COMMUNITY". */
export function placeOf(design, key) {
  const { children, channels } = indexOf(design);
  const channel = channels.get(key);
  const siblings = isCategory(channel) ? design.channels.filter(isCategory).map((one) => one.key)
    : children.get(channel.parent);
  const place = { position: siblings.indexOf(key) + 1, count: siblings.length, category: channels.get(channel.parent)?.name };
  if (isCategory(channel)) return say("position {position} of {count} among the categories", place);
  return channel.parent === null ? say("position {position} of {count} without a category", place)
    : say("position {position} of {count} in {category}", place);
}
