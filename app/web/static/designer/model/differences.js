// What changed between two documents, thing by thing and field by field, by key.
import { say, toSay } from "../../lib/say.js";
import { indexOf, same } from "./design.js";

const LISTS = ["roles", "channels", "automod"];
const SECTIONS = ["settings", "welcome_screen", "onboarding", "unmanaged", "ignore"];

/**
 * Entries {sign, section, key, field, name, before, after}. Signs: + created, - removed, ~ changed,
 * m moved. One entry per field; one for a thing that is new or gone, or that stands elsewhere.
 */
export function differences(before, after) {
  if (before === after) return [];
  const found = [];
  for (const section of LISTS) if (before[section] !== after[section]) found.push(...ofList(section, before, after));
  for (const section of SECTIONS) {
    if (!same(before[section], after[section])) found.push(...ofSection(section, before[section], after[section]));
  }
  return found;
}

function ofList(section, before, after) {
  const old = before[section] ?? [], now = after[section] ?? [];
  const oldBy = new Map(old.map((one) => [one.key, one])), nowBy = new Map(now.map((one) => [one.key, one]));
  const entry = (sign, one, field, was, is) =>
    ({ sign, section, key: one.key, name: one.name, field, before: was, after: is });
  const found = [];
  for (const one of now) {
    const was = oldBy.get(one.key);
    if (!was) found.push(entry("+", one, null, undefined, one));
    else if (was !== one) {
      for (const field of fieldsOf(was, one)) {
        const sign = field === "parent" ? "m" : "~";
        if (!same(was[field], one[field])) found.push(entry(sign, one, field, was[field], one[field]));
      }
    }
  }
  for (const one of old) if (!nowBy.has(one.key)) found.push(entry("-", one, null, one, undefined));
  const reparented = new Set(found.filter((one) => one.field === "parent").map((one) => one.key));
  for (const key of outOfOrder(old, now)) {
    if (!reparented.has(key)) found.push(entry("m", nowBy.get(key), "order", oldBy.get(key), nowBy.get(key)));
  }
  return found;
}

const fieldsOf = (a, b) => [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => name !== "key");

function ofSection(section, before, after) {
  if (before === null || after === null || section === "welcome_screen" || section === "onboarding") {
    const sign = before === null ? "+" : after === null ? "-" : "~";
    return [{ sign, section, key: null, name: null, field: null, before, after }];
  }
  return fieldsOf(before, after).filter((name) => !same(before[name], after[name])).map((field) => ({
    sign: field in before ? (field in after ? "~" : "-") : "+", section, key: null, name: null, field,
    before: before[field], after: after[field],
  }));
}

/** The fewest keys that have to move so that the others keep their order, group by group. */
function outOfOrder(old, now) {
  const placeOf = new Map(old.map((one, at) => [one.key, at]));
  const parentOf = new Map(old.map((one) => [one.key, one.parent]));
  const groups = new Map();
  for (const one of now) {
    if (!placeOf.has(one.key) || parentOf.get(one.key) !== one.parent) continue;
    const group = one.type === 4 ? "categories" : `${one.parent ?? ""}/${one.type === 2 || one.type === 13}`;
    if (groups.has(group)) groups.get(group).push(one.key);
    else groups.set(group, [one.key]);
  }
  return [...groups.values()].flatMap((keys) => leastMoved(keys, placeOf));
}

function leastMoved(keys, placeOf) {
  const places = keys.map((key) => placeOf.get(key));
  if (places.every((place, at) => at === 0 || places[at - 1] < place)) return [];
  const tails = [], back = [];
  places.forEach((place, at) => {
    let low = 0, high = tails.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (places[tails[mid]] < place) low = mid + 1;
      else high = mid;
    }
    back[at] = low > 0 ? tails[low - 1] : -1;
    tails[low] = at;
  });
  const staying = new Set();
  for (let at = tails.at(-1); at >= 0; at = back[at]) staying.add(at);
  return keys.filter((_, at) => !staying.has(at));
}

/** One line for people: {sign, thing, text}. */
export function described(entry, design, base) {
  if (LISTS.includes(entry.section)) {
    const name = entry.name ?? entry.key;
    if (entry.sign === "+") return { sign: "+", text: say(NEW[kindOf(entry.section, entry.after)], { name }) };
    if (entry.sign === "-") return { sign: "\u2212", text: say(REMOVED[kindOf(entry.section, entry.before)], { name }) };
    if (entry.sign === "m") return { sign: "\u2195", text: moved(entry, name, design) };
    if (entry.field === "name") return { sign: "~", text: say("{before} renamed to {after}", { before: entry.before, after: entry.after }) };
    return { sign: entry.field === "access" ? "\u25d0" : "~", text: `${name}: ${label(entry.field)}` };
  }
  const text = entry.field ? `${label(entry.section)}: ${label(entry.field)}` : label(entry.section);
  return { sign: entry.sign === "-" ? "\u2212" : entry.sign, text };
}

const NEW = {
  roles: toSay("New role {name}"), channels: toSay("New channel {name}"), categories: toSay("New category {name}"),
  automod: toSay("New automod rule {name}"),
};
const REMOVED = {
  roles: toSay("Removed role {name}"), channels: toSay("Removed channel {name}"), categories: toSay("Removed category {name}"),
  automod: toSay("Removed automod rule {name}"),
};

const kindOf = (section, thing) => (section === "channels" && thing.type === 4 ? "categories" : section);

function moved(entry, name, design) {
  if (entry.field !== "parent") return say("{name} moved", { name });
  if (entry.after === null) return say("{name} moved out of its category", { name });
  return say("{name} moved to {category}", { name, category: indexOf(design).channels.get(entry.after)?.name ?? entry.after });
}

/** What people call the fields of the design. */
const LABELS = {
  nsfw: say("age restriction"), access: say("access"), protect: say("protection"),
  ignore: say("what is left to people"), welcome_screen: say("Welcome screen"), onboarding: say("Onboarding"),
  settings: say("Server"), unmanaged: say("What is not in the design"), type: say("type"), colors: say("colour"),
  hoist: say("shown separately"), archive_after: say("hide after inactivity"), name: say("name"),
  parent: say("parent"), topic: say("topic"), slowmode: say("slowmode"), thread_slowmode: say("thread slowmode"),
  flags: say("flags"), bitrate: say("bitrate"), user_limit: say("user limit"), region: say("region"),
  video_quality: say("video quality"), tags: say("tags"), default_reaction: say("default reaction"),
  sort_order: say("sort order"), layout: say("layout"), permissions: say("permissions"),
  mentionable: say("mentionable"), unicode_emoji: say("unicode emoji"), order: say("order"),
  description: say("description"), verification: say("verification"), notifications: say("notifications"),
  filter: say("filter"), locale: say("locale"), afk_channel: say("afk channel"), afk_timeout: say("afk timeout"),
  system_channel: say("system channel"), system_messages: say("system messages"),
  rules_channel: say("rules channel"), updates_channel: say("updates channel"),
  safety_alerts_channel: say("safety alerts channel"), boost_progress_bar: say("boost progress bar"),
  community: say("community"), event: say("event"), metadata: say("metadata"), actions: say("actions"),
  enabled: say("enabled"), exempt_roles: say("exempt roles"), exempt_channels: say("exempt channels"),
  roles: say("roles"), channels: say("channels"), automod: say("automod"), prompts: say("prompts"),
  default_channels: say("default channels"), mode: say("mode"),
};

export const label = (field) => LABELS[field] ?? field.replaceAll("_", " ");

const ORDER = { "~": 1, m: 2, "+": 3 };
const SHOWN = { "~": "~", m: "\u2195", "+": "+" };

/** One sign for each thing of a section, by key: new before moved before changed. */
export function signsOf(changes, section) {
  const found = new Map();
  for (const { sign, key, section: of } of changes) {
    if (of !== section || !(sign in ORDER)) continue;
    if (ORDER[sign] > (ORDER[found.get(key)] ?? 0)) found.set(key, sign);
  }
  return new Map([...found].map(([key, sign]) => [key, SHOWN[sign]]));
}
