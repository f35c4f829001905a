// What would hold for a role or member in a channel if the entry under edit said nothing, and where
// that comes from: the role, @everyone's role, or @everyone's entry in the channel.
import { roleOf } from "./design.js";
import { explain } from "./explanation.js";
import { personIn } from "./permissions.js";

/**
 * -> permission => {allowed, source}; the source ends the sentence "allowed …" or "denied …".
 * Unless `known`, roles may hold more than the design shows, and `allowed` is null where they decide.
 */
export function inherited(rules, design, channel, target, known = true) {
  const { [target]: _, ...access } = channel.access;
  const without = { ...channel, access };
  const person = personIn(target);
  return (permission) => {
    // Gates are told by their own switch: here it is about this permission alone.
    const verdict = explain(rules, design, person, permission.value, without).filter((one) => one.rule !== "gate").at(-1);
    if (!known && verdict.rule === "not_granted") return { allowed: null, source: "" };
    return { allowed: verdict.allowed, source: sourceOf(verdict, design, person) };
  };
}

function sourceOf(verdict, design, person) {
  switch (verdict.rule) {
    case "everyone_role": return "by @everyone's role";
    case "everyone_overwrite": return "to @everyone here";
    case "administrator": return "to administrators everywhere";
    case "role": return `by the role ${verdict.by.join(", ")}`;
    case "role_allow": case "role_deny": return `to ${verdict.by.join(", ")} here`;
    default: return person.member ? "unless a role of theirs has it" : `, ${roleIn(design, person)} lacks it`;
  }
}

function roleIn(design, person) {
  const [key] = person.roles;
  return key === undefined ? "@everyone's role" : `the role ${roleOf(design, key)?.name ?? key}`;
}
