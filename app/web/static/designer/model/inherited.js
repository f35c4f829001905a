// What would hold for a role or member in a channel if the entry under edit said nothing, and where
// that comes from: the role, @everyone's role, or @everyone's entry in the channel.
import { toSay } from "../../lib/say.js";
import { inARow } from "../../lib/words.js";
import { roleOf } from "./design.js";
import { explain } from "./explanation.js";
import { personIn } from "./permissions.js";

/**
 * -> permission => {allowed, source, role}; the source is a sentence to be said, around the verdict and,
 * where it names one, the role.
 * Unless `known`, roles may hold more than the design shows, and `allowed` is null where they decide.
 */
export function inherited(rules, design, channel, target, known = true) {
  const { [target]: _, ...access } = channel.access;
  const without = { ...channel, access };
  const person = personIn(target);
  return (permission) => {
    // Gates are told by their own switch: here it is about this permission alone.
    const verdict = explain(rules, design, person, permission.value, without).filter((one) => one.rule !== "gate").at(-1);
    if (!known && verdict.rule === "not_granted") return { allowed: null, source: "{verdict}", role: "" };
    return { allowed: verdict.allowed, ...sourceOf(verdict, design, person) };
  };
}

const SOURCES = {
  everyone_role: toSay("{verdict} by @everyone's role"),
  everyone_overwrite: toSay("{verdict} to @everyone here"),
  administrator: toSay("{verdict} to administrators everywhere"),
  role: toSay("{verdict} by the role {role}"),
  role_allow: toSay("{verdict} to {role} here"),
  role_deny: toSay("{verdict} to {role} here"),
};

function sourceOf({ rule, by }, design, person) {
  if (rule in SOURCES) return { source: SOURCES[rule], role: inARow(by) };
  if (person.member) return { source: toSay("{verdict} unless a role of theirs has it"), role: "" };
  const [key] = person.roles;
  if (key === undefined) return { source: toSay("{verdict}, @everyone's role lacks it"), role: "" };
  return { source: toSay("{verdict}, the role {role} lacks it"), role: roleOf(design, key)?.name ?? key };
}
