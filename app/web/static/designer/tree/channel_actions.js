// What can be done with channels, from the tree, the menu, the keyboard and the inspector alike.
import { drawNow } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { channels } from "../../lib/words.js";
import { CATEGORY, channelOf, indexOf, isCategory } from "../model/design.js";
import { addChannel, duplicateChannels, removeChannels } from "../model/commands/channels.js";
import { moveCategories, moveChannels, stepChannels } from "../model/commands/placing.js";
import { design, edit, undo } from "../state/document.js";
import { limits, registry } from "../state/page.js";
import { announce, tell } from "../state/notice.js";
import { collapsed, current, query, rename, select, selectMany, toggleCollapsed } from "../state/selection.js";
import { rowsOf, placeOf } from "./rows.js";

export const shownKeys = () =>
  rowsOf(design.peek(), collapsed.peek(), query.peek()).map((row) => row.channel.key);

const MADE = {
  0: say("New text channel"), 2: say("New voice channel"), 4: say("New category"), 5: say("New announcement channel"),
  13: say("New stage channel"), 15: say("New forum channel"), 16: say("New media channel"),
};

/** Make one beside what is current and let it be named at once. */
export function create(type, parent = parentOfCurrent()) {
  let made = null;
  const was = design.peek();
  const now = edit(MADE[type], (before) => {
    const [after, key] = addChannel(before, registry, {
      type, name: type === CATEGORY ? say("New category") : say("new-channel"), parent: type === CATEGORY ? null : parent,
    });
    made = key;
    return after;
  });
  if (now === was) return;
  if (parent !== null) toggleCollapsed(parent, false);
  query.value = "";
  select(made);
  rename(made);
  crowded();
}

function parentOfCurrent() {
  const channel = channelOf(design.peek(), current.peek());
  if (!channel) return null;
  return isCategory(channel) ? channel.key : channel.parent;
}

export function duplicate(keys) {
  let made = [];
  const was = design.peek();
  const now = edit(say("Duplicate {what}", { what: named(keys) }), (before) => {
    const [after, copies] = duplicateChannels(before, keys);
    made = copies;
    return after;
  });
  if (now === was) return;
  if (made.length) selectMany(made);
  if (made.length) announce(say("Duplicated {what}.", { what: named(keys) }));
  focusRow();
  crowded();
}

export function remove(keys, { withChildren = false } = {}) {
  const rows = shownKeys(), text = named(keys);
  const at = rows.indexOf(keys[0]);
  const before = design.peek();
  const after = edit(say("Delete {what}", { what: text }), (now) => removeChannels(now, keys, { withChildren }));
  if (after === before) return;
  const left = shownKeys();
  select(left[Math.min(at, left.length - 1)] ?? null);
  focusRow();
  tellOfRemoval(text, keys, before, after);
}

/** Unless something else was done meanwhile. */
async function tellOfRemoval(text, keys, before, after) {
  const { insideBetween, lossesBetween } = await import("../model/losses.js");
  if (design.peek() !== after) return;
  const { gone, left } = insideBetween(before, after, keys), lost = lossesBetween(before, after);
  tell([
    gone ? sayCounted(gone, "{what} is out of the design, with the {number} channel inside.",
      "{what} is out of the design, with the {number} channels inside.", { what: text }) : say("{what} is out of the design.", { what: text }),
    left && sayCounted(left, "{number} channel that stood inside has no category now.", "{number} channels that stood inside have no category now."),
    lost && say("Also gone: {losses}.", { losses: lost }),
  ].filter(Boolean).join(" "), { action: { label: say("Undo"), run: undo } });
}

export function step(keys, direction) {
  const before = design.peek();
  const after = edit(say("Move {what}", { what: named(keys) }), (now) => stepChannels(now, keys, direction), `step:${keys.join()}`);
  if (after === before) return announce(atTheEnd(named(keys), direction));
  const parent = channelOf(after, keys[0]).parent;
  if (parent !== null) toggleCollapsed(parent, false);
  announce(say("{what}, {place}.", { what: named(keys), place: placeOf(after, keys[0]) }));
  focusRow(keys[0]);
}

export const atTheEnd = (what, direction) => (direction < 0 ? say("{what} cannot go further up.", { what }) : say("{what} cannot go further down.", { what }));

/** Drop or "Move to…": `into` is a category's key or null, `before` the neighbour below. */
export function place(keys, { into, before, categories = false }) {
  const was = design.peek();
  const after = edit(say("Move {what}", { what: named(keys) }), (now) =>
    categories ? moveCategories(now, keys, before) : moveChannels(now, keys, into, before));
  if (after === was) return;
  if (into !== null && !categories) toggleCollapsed(into, false);
  announce(say("{what} moved: {place}.", { what: named(keys), place: placeOf(after, keys[0]) }));
  focusRow(keys[0]);
  if (into !== null && indexOf(after).children.get(into)?.length > limits.channels_in_category) {
    tell(say("{category} now has more than {most} channels, which Discord does not take.", { category: channelOf(after, into).name, most: limits.channels_in_category }));
  }
}

export function named(keys) {
  const first = channelOf(design.peek(), keys[0]);
  return keys.length === 1 && first ? first.name : channels(keys.length);
}

/** The rows are drawn first: the current row always is, wherever the view stands. */
export function focusRow(key = current.peek()) {
  current.value = key;
  drawNow();
  const row = document.getElementById(`row-${key}`);
  row?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: "nearest" });
}

function crowded() {
  const count = design.peek().channels.length;
  if (count > limits.channels) tell(say("That is channel {count}. A server has at most {most}, categories included.", { count, most: limits.channels }));
}
