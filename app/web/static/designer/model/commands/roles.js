// Making, ordering and removing roles. @everyone is last and stays.
import { toSay } from "../../../lib/say.js";
import { EVERYONE, indexOf, newRole, roleOf, withFields } from "../design.js";
import { keyFrom, uniqueKey } from "../keys.js";
import { copyName } from "../names.js";
import { withoutRoles } from "./references.js";

/** A new role with no permission, above @everyone. -> [design, key] */
export function addRole(design, name) {
  const key = uniqueKey(keyFrom(name, "role"), indexOf(design).roles);
  const at = design.roles.length - 1;
  return [{ ...design, roles: design.roles.toSpliced(at, 0, newRole(key, name)) }, key];
}

export const setRole = (design, key, fields) => withFields(design, "roles", key, fields);

export function renameRole(design, key, name) {
  return name.trim() && key !== EVERYONE ? withFields(design, "roles", key, { name: name.trim() }) : design;
}

/** Copies right below the originals, with their overwrites in every channel. -> [design, keys] */
export function duplicateRoles(design, keys) {
  const taken = new Set(indexOf(design).roles.keys());
  const copies = new Map();
  const roles = [];
  for (const role of design.roles) {
    roles.push(role);
    if (!keys.includes(role.key) || role.key === EVERYONE) continue;
    const name = copyName(toSay("{name} copy"), role.name);
    const key = uniqueKey(keyFrom(name, "role"), taken);
    taken.add(key);
    copies.set(role.key, key);
    roles.push({ ...role, key, name, protect: false });
  }
  const channels = design.channels.map((channel) => {
    const held = [...copies].filter(([from]) => channel.access[`role:${from}`]);
    if (!held.length) return channel;
    const added = held.map(([from, to]) => [`role:${to}`, channel.access[`role:${from}`]]);
    return { ...channel, access: { ...channel.access, ...Object.fromEntries(added) } };
  });
  return copies.size ? [{ ...design, roles, channels }, [...copies.values()]] : [design, []];
}

export function removeRoles(design, keys) {
  const gone = new Set(keys.filter((key) => key !== EVERYONE && roleOf(design, key)));
  if (!gone.size) return design;
  return withoutRoles({ ...design, roles: design.roles.filter((role) => !gone.has(role.key)) }, gone);
}

/** Put roles before `before`; null is the lowest place, right above @everyone. */
export function moveRoles(design, keys, before) {
  const moving = new Set(keys.filter((key) => key !== EVERYONE));
  const moved = design.roles.filter((role) => moving.has(role.key));
  let anchor = design.roles.findIndex((role) => role.key === (before ?? EVERYONE));
  while (moving.has(design.roles[anchor]?.key)) anchor += 1;
  const target = design.roles[anchor] ?? roleOf(design, EVERYONE);
  const rest = design.roles.filter((role) => !moving.has(role.key));
  const roles = rest.toSpliced(rest.indexOf(target), 0, ...moved);
  return roles.every((role, at) => role === design.roles[at]) ? design : { ...design, roles };
}

export function stepRoles(design, keys, direction) {
  const at = design.roles.map((role, index) => (keys.includes(role.key) ? index : -1)).filter((i) => i >= 0);
  if (!at.length) return design;
  const target = direction < 0 ? design.roles[at[0] - 1] : design.roles[at.at(-1) + 2];
  if (direction > 0 && at.at(-1) + 1 >= design.roles.length - 1) return design;
  return target ? moveRoles(design, keys, target.key) : design;
}
