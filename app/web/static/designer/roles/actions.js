// What can be done with roles, from the list, its menu, the keyboard and the inspector alike.
import { say } from "../../lib/say.js";
import { roles } from "../../lib/words.js";
import { EVERYONE, roleOf } from "../model/design.js";
import { addRole, duplicateRoles, moveRoles, removeRoles, stepRoles } from "../model/commands/roles.js";
import { design, edit, undo } from "../state/document.js";
import { announce, tell } from "../state/notice.js";
import { query, rename, select, selectMany } from "../state/selection.js";
import { atTheEnd, focusRow } from "../tree/channel_actions.js";

export const shownRoles = () => {
  const wanted = query.peek().trim().toLowerCase();
  return design.peek().roles.filter((role) => role.name.toLowerCase().includes(wanted)).map((role) => role.key);
};

export const named = (keys) =>
  (keys.length === 1 ? roleOf(design.peek(), keys[0])?.name ?? keys[0] : roles(keys.length));

export function create() {
  let made = null;
  const was = design.peek();
  const now = edit(say("New role"), (before) => {
    const [after, key] = addRole(before, say("New role"));
    made = key;
    return after;
  });
  if (now === was) return;
  query.value = "";
  select(made);
  rename(made);
}

export function duplicate(keys) {
  let made = [];
  const was = design.peek();
  const now = edit(say("Duplicate {what}", { what: named(keys) }), (before) => {
    const [after, copies] = duplicateRoles(before, keys);
    made = copies;
    return after;
  });
  if (now === was) return;
  announce(say("Duplicated {what}.", { what: named(keys) }));
  selectMany(made);
  focusRow(made[0]);
}

export function remove(keys) {
  const text = named(keys), rows = shownRoles(), at = rows.indexOf(keys[0]);
  const before = design.peek();
  if (edit(say("Delete {what}", { what: text }), (now) => removeRoles(now, keys)) === before) {
    return tell(keys.includes(EVERYONE) ? say("@everyone is part of every server and stays.") : say("Nothing was deleted."));
  }
  const left = shownRoles();
  select(left[Math.min(at, left.length - 1)] ?? null);
  focusRow();
  return tell(say("{what} is out of the design, and out of the access of every channel.", { what: text }), { action: { label: say("Undo"), run: undo } });
}

export function step(keys, direction) {
  const before = design.peek();
  const after = edit(say("Move {what}", { what: named(keys) }), (now) => stepRoles(now, keys, direction), `step:${keys.join()}`);
  announce(after === before ? atTheEnd(named(keys), direction) : say("{what}, {place}.", { what: named(keys), place: placeOf(after, keys[0]) }));
  focusRow(keys[0]);
}

export function place(keys, before) {
  const was = design.peek();
  const after = edit(say("Move {what}", { what: named(keys) }), (now) => moveRoles(now, keys, before));
  if (after === was) return;
  announce(say("{what} moved: {place}.", { what: named(keys), place: placeOf(after, keys[0]) }));
  focusRow(keys[0]);
}

const placeOf = (document_, key) => say("position {position} of {count}",
  { position: document_.roles.findIndex((role) => role.key === key) + 1, count: document_.roles.length });
