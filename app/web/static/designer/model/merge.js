// Two people changed the same version: what only one of them touched is taken as it is, what both
// changed differently is a conflict for somebody to decide.
import { displayOrder, EVERYONE, same } from "./design.js";
import { withoutChannels, withoutRoles } from "./commands/references.js";

const LISTS = ["roles", "channels", "automod"];
const OPEN = ["settings", "unmanaged", "ignore"];
const WHOLE = ["welcome_screen", "onboarding"];

/**
 * -> {design, conflicts}. A conflict is {id, section, key, field, name, base, mine, theirs}; in
 * `design` mine stands wherever `choices` (by id: "mine" | "theirs") does not say otherwise.
 */
export function merged(base, mine, theirs, choices = {}) {
  const conflicts = [];
  const decide = (place, b, m, t) => {
    if (same(m, t) || same(t, b)) return m;
    if (same(m, b)) return t;
    const id = [place.section, place.key, place.field].filter((part) => part != null).join("/");
    conflicts.push({ id, ...place, base: b, mine: m, theirs: t });
    return choices[id] === "theirs" ? t : m;
  };
  const design = { ...mine };
  for (const section of LISTS) design[section] = mergedList(section, base, mine, theirs, decide);
  for (const section of OPEN) design[section] = mergedFields({ section, key: null }, base, mine, theirs, decide);
  for (const section of WHOLE) {
    design[section] = decide({ section, key: null, field: null, name: null }, base[section], mine[section], theirs[section]);
  }
  return { design: tidied(design), conflicts };
}

function mergedFields({ section }, base, mine, theirs, decide) {
  const [b, m, t] = [base[section], mine[section], theirs[section]];
  const result = {};
  for (const field of new Set([...Object.keys(t), ...Object.keys(m), ...Object.keys(b)])) {
    const value = decide({ section, key: null, field, name: null }, b[field], m[field], t[field]);
    if (value !== undefined) result[field] = value;
  }
  return result;
}

function mergedList(section, base, mine, theirs, decide) {
  if (!base[section] || !mine[section] || !theirs[section]) {
    return decide({ section, key: null, field: null, name: null }, base[section], mine[section], theirs[section]);
  }
  const [b, m, t] = [base, mine, theirs].map((one) => new Map(one[section].map((thing) => [thing.key, thing])));
  const result = [];
  for (const key of mergedOrder(base[section], mine[section], theirs[section])) {
    const thing = mergedThing(section, key, b.get(key), m.get(key), t.get(key), decide);
    if (thing) result.push(thing);
  }
  return result;
}

function mergedThing(section, key, b, m, t, decide) {
  const name = (m ?? t ?? b).name;
  if (!m || !t || !b) {
    if (b && (m || t) && !same(m ?? t, b)) return decide({ section, key, field: null, name }, b, m, t);
    return b ? undefined : m && t ? (same(m, t) ? m : decide({ section, key, field: null, name }, undefined, m, t)) : (m ?? t);
  }
  if (same(m, t)) return m;
  const result = {};
  for (const field of new Set([...Object.keys(m), ...Object.keys(t)])) {
    const value = field === "access"
      ? mergedAccess({ section, key, name }, b.access, m.access, t.access, decide)
      : decide({ section, key, field, name }, b[field], m[field], t[field]);
    if (value !== undefined) result[field] = value;
  }
  return same(result, m) ? m : result;
}

function mergedAccess(place, b, m, t, decide) {
  const access = {};
  for (const target of new Set([...Object.keys(m), ...Object.keys(t)])) {
    const value = decide({ ...place, field: `access ${target}` }, b[target], m[target], t[target]);
    if (value) access[target] = value;
  }
  return access;
}

/** My order if I changed it, else theirs; what the other side alone has follows its neighbour there. */
function mergedOrder(base, mine, theirs) {
  const keys = (list) => list.map((one) => one.key);
  const kept = (list, other) => keys(list).filter((key) => other.has(key));
  const inBoth = new Set(keys(mine).filter((key) => new Set(keys(base)).has(key)));
  const moved = !same(kept(mine, inBoth), kept(base, inBoth));
  const [first, second] = moved ? [mine, theirs] : [theirs, mine];
  const order = keys(first);
  const listed = new Set(order);
  let before = null;
  for (const key of keys(second)) {
    if (!listed.has(key)) {
      order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, key);
      listed.add(key);
    }
    before = key;
  }
  for (const key of keys(base)) if (!listed.has(key)) order.push(key);
  return order;
}

/** References to what one side removed go, @everyone is last, channels stand as Discord shows them. */
function tidied(design) {
  const categories = new Set(design.channels.filter((one) => one.type === 4).map((one) => one.key));
  const roles = [...design.roles.filter((one) => one.key !== EVERYONE), ...design.roles.filter((one) => one.key === EVERYONE)];
  const channels = displayOrder(design.channels.map((one) =>
    one.parent !== null && !categories.has(one.parent) ? { ...one, parent: null } : one));
  const known = { roles: new Set(roles.map((one) => one.key)), channels: new Set(channels.map((one) => one.key)) };
  const gone = (set) => ({ has: (key) => typeof key === "string" && !/^\d+$/.test(key) && !set.has(key) });
  return withoutRoles(withoutChannels({ ...design, roles, channels }, gone(known.channels)), gone(known.roles));
}
