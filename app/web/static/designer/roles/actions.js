// What can be done with roles, from the list, its menu, the keyboard and the inspector alike.
import { EVERYONE, roleOf } from "../model/design.js";
import { addRole, duplicateRoles, moveRoles, removeRoles, stepRoles } from "../model/commands/roles.js";
import { design, edit, undo } from "../state/document.js";
import { announce, tell } from "../state/notice.js";
import { query, rename, select, selectMany } from "../state/selection.js";
import { focusRow } from "../tree/channel_actions.js";

export const shownRoles = () => {
  const wanted = query.peek().trim().toLowerCase();
  return design.peek().roles.filter((role) => role.name.toLowerCase().includes(wanted)).map((role) => role.key);
};

export const named = (keys) =>
  (keys.length === 1 ? roleOf(design.peek(), keys[0])?.name ?? keys[0] : `${keys.length} roles`);

export function create() {
  let made = null;
  const was = design.peek();
  const now = edit("New role", (before) => {
    const [after, key] = addRole(before, "New role");
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
  const now = edit(`Duplicate ${named(keys)}`, (before) => {
    const [after, copies] = duplicateRoles(before, keys);
    made = copies;
    return after;
  });
  if (now === was) return;
  announce(`Duplicated ${named(keys)}.`);
  selectMany(made);
  focusRow(made[0]);
}

export function remove(keys) {
  const text = named(keys), rows = shownRoles(), at = rows.indexOf(keys[0]);
  const before = design.peek();
  if (edit(`Delete ${text}`, (now) => removeRoles(now, keys)) === before) {
    return tell(keys.includes(EVERYONE) ? "@everyone is part of every server and stays." : "Nothing was deleted.");
  }
  const left = shownRoles();
  select(left[Math.min(at, left.length - 1)] ?? null);
  focusRow();
  return tell(`${text} is out of the design, and out of the access of every channel.`, { action: { label: "Undo", run: undo } });
}

export function step(keys, direction) {
  const before = design.peek();
  const after = edit(`Move ${named(keys)}`, (now) => stepRoles(now, keys, direction), `step:${keys.join()}`);
  announce(after === before ? `${named(keys)} cannot go further ${direction < 0 ? "up" : "down"}.` : `${named(keys)}, ${placeOf(after, keys[0])}.`);
  focusRow(keys[0]);
}

export function place(keys, before) {
  const was = design.peek();
  const after = edit(`Move ${named(keys)}`, (now) => moveRoles(now, keys, before));
  if (after === was) return;
  announce(`${named(keys)} moved: ${placeOf(after, keys[0])}.`);
  focusRow(keys[0]);
}

const placeOf = (document_, key) => `position ${document_.roles.findIndex((role) => role.key === key) + 1} of ${document_.roles.length}`;
