// What a design leaves to people is as it is on the server. The rules are those of the server's
// domain/planning/left_to_people.
import { changeType } from "./commands/channels.js";
import { setIgnored } from "./commands/sections.js";
import { EVERYONE, indexOf, withFields } from "./design.js";

/** The one field of each that decides who may do what; unknown until the server was read. */
const DECIDING = { roles: ["permissions", "0"], channels: ["access", {}] };
const find = (design, section, key) => indexOf(design)[section].get(key);

export function isLeft(design, section, thing, field) {
  if (section === "roles" && thing.key === EVERYONE && field !== "permissions") return false;
  return thing.ignore.includes(field) || (design.ignore[section] ?? []).includes(field);
}

/**
 * The design with live permissions and access where it leaves them to people, and what of it cannot
 * be known without `live` ("roles:helper", "channels:lobby"); of that nothing is granted. What is
 * not on the server yet is as the design says.
 */
export function asLeft(design, live) {
  const unknown = new Set();
  const section = (name) => {
    const [field, nothing] = DECIDING[name];
    let changed = false;
    const list = design[name].map((thing) => {
      if (!isLeft(design, name, thing, field)) return thing;
      if (!live) unknown.add(`${name}:${thing.key}`);
      const value = live ? find(live, name, thing.key)?.[field] ?? thing[field] : nothing;
      changed = true;
      return { ...thing, [field]: value };
    });
    return changed ? list : design[name];
  };
  const roles = section("roles"), channels = section("channels");
  const same = roles === design.roles && channels === design.channels;
  return { design: same ? design : { ...design, roles, channels }, unknown };
}

/** One role or channel with the live value in every field that is left to people. */
export function thingAsLeft(design, live, section, thing) {
  const there = live && find(live, section, thing.key);
  if (!there) return thing;
  const left = Object.keys(thing).filter((field) => field in there && isLeft(design, section, thing, field));
  return left.length ? { ...thing, ...Object.fromEntries(left.map((field) => [field, there[field]])) } : thing;
}

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

/** Of differences, those that no plan carries out: somebody edited what is left to people. */
export function editsOfLeft(design, entries) {
  return entries.filter(({ section, key, field }) => {
    const thing = field && DECIDING[section] && find(design, section, key);
    return thing && field !== "ignore" && field !== "protect" && isLeft(design, section, thing, field);
  });
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
