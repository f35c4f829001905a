// What a design leaves to people is as it is on the server. The rules are those of the server's
// domain/planning/left_to_people.
import { EVERYONE, indexOf } from "./design.js";

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

/** Of differences, those that no plan carries out: somebody edited what is left to people. */
export function editsOfLeft(design, entries) {
  return entries.filter(({ section, key, field }) => {
    const thing = field && DECIDING[section] && find(design, section, key);
    return thing && field !== "ignore" && field !== "protect" && isLeft(design, section, thing, field);
  });
}
