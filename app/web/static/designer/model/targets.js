// Whom the overwrites of a channel are about, in the order people read them.
import { say } from "../../lib/say.js";
import { EVERYONE, same } from "./design.js";
import { splitTarget } from "./permissions.js";

/** @everyone (always there), then roles from the top, then members: [{id, kind, ref, name, color}]. */
export function targetsOf(design, access, memberNames = new Map()) {
  const everyone = { id: `role:${EVERYONE}`, kind: "role", ref: EVERYONE, name: "@everyone", color: 0 };
  const roles = design.roles.filter((role) => role.key !== EVERYONE && access[`role:${role.key}`])
    .map((role) => ({ id: `role:${role.key}`, kind: "role", ref: role.key, name: role.name, color: role.colors.primary }));
  const known = new Set([everyone.id, ...roles.map((one) => one.id)]);
  const others = Object.keys(access).filter((id) => !known.has(id)).map((id) => {
    const [kind, ref] = splitTarget(id);
    const name = kind === "member" ? memberNames.get(ref) ?? say("Member {digits}", { digits: ref.slice(-4) }) : say("A role that is not in the design");
    return { id, kind, ref, name, color: 0 };
  });
  return [everyone, ...roles, ...others];
}

export function differingTargets(a, b) {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((id) => !same(a[id], b[id]));
}
