// What a right that is limited to some objects reaches, and what of an edit lies beyond them: the words
// of the server, which decides when a version is saved (domain/access/objects.py).
import { say, toSay } from "../../lib/say.js";
import { capital } from "../../lib/words.js";
import { channelOf, indexOf, isCategory, same } from "./design.js";

/** `objects`: a Set of "channel:<key>" and "role:<key>", null for the whole server. */
export function reaches(objects, section, key, design) {
  if (!objects) return true;
  if (section === "roles") return objects.has(`role:${key}`);
  return section === "channels" && (objects.has(`channel:${key}`) || isPlace(objects, channelOf(design, key)?.parent));
}

/** Whether channels may be made in it, put into another order and moved out of it. */
export const isPlace = (objects, category) => !objects || (Boolean(category) && objects.has(`channel:${category}`));

/** The first thing that differs and is beyond, as a sentence; "" where there is none. */
export function firstBeyond(objects, before, after) {
  if (!objects || before === after) return "";
  for (const sentence of beyond(objects, before, after)) return sentence;
  return "";
}

export function* beyond(objects, before, after) {
  if (before.roles !== after.roles) yield* ofRoles(objects, before, after);
  if (before.channels !== after.channels) {
    yield* ofChannels(objects, before, after);
    yield* ofOrder(objects, before, after);
  }
  for (const [field, sentence] of Object.entries(PARTS)) {
    if (!same(before[field], after[field])) yield say(sentence);
  }
  if (!same(before.unmanaged, after.unmanaged)) yield say("What becomes of things that the design does not name would change.");
  if (!same(marked(before, "protect"), marked(after, "protect"))) yield say("What is protected from deletion would change.");
  if (!same(before.ignore, after.ignore) || ignoredBeyond(objects, before, after)) yield say("What is left to people by hand would change.");
}

const PARTS = {
  settings: toSay("The server settings would change."), welcome_screen: toSay("The welcome screen would change."),
  onboarding: toSay("The onboarding would change."), automod: toSay("AutoMod would change."),
};

function* ofRoles(objects, before, after) {
  const old = indexOf(before).roles, now = indexOf(after).roles;
  for (const role of after.roles) {
    const was = old.get(role.key);
    if (!was) yield say('The role "{role}" would be new.', { role: role.name });
    else if (!alike(was, role) && !reaches(objects, "roles", role.key)) yield say('The role "{role}" would change.', { role: was.name });
  }
  for (const role of before.roles) {
    if (!now.has(role.key) && !reaches(objects, "roles", role.key)) yield say('The role "{role}" would be deleted.', { role: role.name });
  }
  const order = (design, other) => design.roles.map((one) => one.key).filter((key) => other.has(key));
  if (!same(order(before, now), order(after, old))) yield say("The order of the roles would change.");
}

function* ofChannels(objects, before, after) {
  const old = indexOf(before).channels, now = indexOf(after).channels;
  for (const channel of after.channels) {
    const was = old.get(channel.key);
    if (was === channel) continue;
    if (!was) {
      if (!isPlace(objects, channel.parent)) yield told(toSay("{channel} would be new."), channel);
      continue;
    }
    if (was.parent !== channel.parent && !(isPlace(objects, was.parent) && isPlace(objects, channel.parent))) {
      yield told(toSay("{channel} would move to another category."), was);
    }
    if (!alike(was, channel) && !reaches(objects, "channels", channel.key, before)) yield told(toSay("{channel} would change."), was);
  }
  for (const channel of before.channels) {
    if (!now.has(channel.key) && !reaches(objects, "channels", channel.key, before)) yield told(toSay("{channel} would be deleted."), channel);
  }
}

function* ofOrder(objects, before, after) {
  const old = groups(before), now = groups(after);
  for (const [parent, keys] of now) {
    if (isPlace(objects, parent)) continue;
    const was = old.get(parent) ?? [];
    const staying = new Set(was.filter((key) => keys.includes(key)));
    if (!same(was.filter((key) => staying.has(key)), keys.filter((key) => staying.has(key)))) {
      const category = parent === null ? null : channelOf(after, parent);
      yield category ? say('The order of the channels in "{category}" would change.', { category: category.name })
        : say("The order of the channels outside of categories would change.");
    }
  }
}

function groups(design) {
  const found = new Map();
  for (const { key, parent } of design.channels) {
    if (found.has(parent)) found.get(parent).push(key);
    else found.set(parent, [key]);
  }
  return found;
}

const LISTS = ["roles", "channels"];
const BESIDE = { protect: null, ignore: null };

/** But for what the design says beside the thing itself. */
const alike = (a, b) => a === b || same({ ...a, ...BESIDE }, { ...b, ...BESIDE });

const marked = (design, field) =>
  LISTS.flatMap((list) => design[list].filter((one) => one[field]).map((one) => `${list}:${one.key}`)).sort();

function ignoredBeyond(objects, before, after) {
  return LISTS.some((list) => {
    const [old, now] = [indexOf(before)[list], indexOf(after)[list]];
    return [...new Set([...old.keys(), ...now.keys()])].some((key) => {
      const [was, is] = [old.get(key)?.ignore ?? [], now.get(key)?.ignore ?? []];
      return !same([...was].sort(), [...is].sort())
        && !reaches(objects, list, key, before) && !reaches(objects, list, key, after);
    });
  });
}

const told = (sentence, channel) => capital(say(sentence, { channel: called(channel) }));

const called = (channel) => (isCategory(channel) ? say('the category "{category}"', { category: channel.name })
  : say('the channel "{channel}"', { channel: channel.name }));
