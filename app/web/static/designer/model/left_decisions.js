// The design decides again about what it left to people.
import { changeType } from "./commands/channels.js";
import { setIgnored } from "./commands/sections.js";
import { EVERYONE, indexOf, withFields } from "./design.js";

const find = (design, section, key) => indexOf(design)[section].get(key);

/** The design decides about one field again and starts from what is live. */
export function decide(design, live, registry, section, key, field) {
  const thing = find(design, section, key);
  const value = startingValue(design, live, section, thing, field);
  const next = taken(design, registry, section, key, field);
  if (field === "type") return value === thing.type ? next : changeType(next, registry, key, value);
  return withFields(next, section, key, { [field]: value });
}

/**
 * The design decides about one field again, as it stands in the design. Where the field was left
 * for all things of the kind, it stays so for all others.
 */
export function taken(design, registry, section, key, field) {
  const thing = find(design, section, key);
  let next = design;
  if ((design.ignore[section] ?? []).includes(field)) {
    next = setIgnored(next, section, next.ignore[section].filter((one) => one !== field));
    for (const other of design[section]) {
      if (other.key === key || other.ignore.includes(field) || !has(registry, section, other, field)) continue;
      next = withFields(next, section, other.key, { ignore: [...other.ignore, field] });
    }
  }
  return withFields(next, section, key, { ignore: thing.ignore.filter((one) => one !== field) });
}

/** Live access may name roles that the design does not have; it cannot speak about those. */
function startingValue(design, live, section, thing, field) {
  const value = (live && find(live, section, thing.key)?.[field]) ?? thing[field];
  if (field !== "access") return value;
  return Object.fromEntries(Object.entries(value).filter(([target]) =>
    !target.startsWith("role:") || indexOf(design).roles.has(target.slice("role:".length))));
}

function has(registry, section, thing, field) {
  if (section === "roles") return thing.key !== EVERYONE || field === "permissions";
  return field === "order" || registry.fieldsOf(thing.type).includes(field);
}
