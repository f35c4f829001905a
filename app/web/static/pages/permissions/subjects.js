// Whose permissions are looked at: everybody with one role, roles together, or a member.
import { EVERYONE } from "../../designer/model/design.js";

const nobody = { roles: new Set(), member: null, owner: false, timedOut: false };

/** One column for each role, from the top, @everyone last. */
export function roleSubjects(design) {
  return design.roles.map((role) => ({
    id: `role:${role.key}`,
    label: role.key === EVERYONE ? "@everyone" : `@${role.name.replace(/^@/, "")}`,
    color: role.colors?.primary ?? 0,
    person: { ...nobody, roles: new Set(role.key === EVERYONE ? [] : [role.key]) },
  }));
}

/** Somebody who has all of these roles. */
export function togetherSubject(design, keys) {
  const names = design.roles.filter((role) => keys.includes(role.key)).map((role) => `@${role.name}`);
  return {
    id: `together:${[...keys].sort().join("+")}`,
    label: names.join(" + "),
    color: 0,
    person: { ...nobody, roles: new Set(keys) },
  };
}

/** A member as they are now: their roles' ids become the design's keys. */
export function memberSubject(member, live) {
  const keyById = new Map(Object.entries(live.facts.roles).map(([key, facts]) => [facts.id, key]));
  const keys = (member.roles ?? []).map((id) => keyById.get(id)).filter((key) => key && key !== EVERYONE);
  return {
    id: `member:${member.id}`,
    label: member.display_name,
    member,
    color: 0,
    person: { ...nobody, roles: new Set(keys), member: member.id, owner: live.facts.owner_id === member.id },
  };
}
