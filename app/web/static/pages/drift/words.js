// What rules about drift are called, for people.
import { say, toSay } from "../../lib/say.js";

export const EVERY = "*";

const EVERYTHING = [EVERY, toSay("everything")];

/** Kinds of things a rule may be about, each with its fields as changes name them. */
export const SUBJECTS = {
  channel: {
    one: toSay("Channel"),
    every: toSay("every channel"),
    fields: [
      EVERYTHING,
      ["name", toSay("name")],
      ["topic", toSay("topic")],
      ["parent", toSay("category")],
      ["access", toSay("permissions")],
      ["slowmode", toSay("slowmode")],
      ["nsfw", toSay("age restriction")],
      ["tags", toSay("tags")],
      ["user_limit", toSay("user limit")],
      ["bitrate", toSay("bitrate")],
      ["archive_after", toSay("hiding of threads")],
    ],
  },
  role: {
    one: toSay("Role"),
    every: toSay("every role"),
    fields: [
      EVERYTHING,
      ["name", toSay("name")],
      ["permissions", toSay("permissions")],
      ["colors", toSay("colour")],
      ["hoist", toSay("being shown separately")],
      ["mentionable", toSay("being mentionable")],
      ["unicode_emoji", toSay("icon")],
    ],
  },
  rule: {
    one: toSay("AutoMod rule"),
    every: toSay("every AutoMod rule"),
    fields: [EVERYTHING, ["enabled", toSay("being on")], ["metadata", toSay("what it looks for")], ["actions", toSay("actions")], ["name", toSay("name")]],
  },
  settings: { one: toSay("Server settings"), every: toSay("the server settings"), fields: [EVERYTHING, ["name", toSay("name")], ["verification", toSay("verification level")], ["notifications", toSay("notifications")]] },
  welcome_screen: { one: toSay("Welcome screen"), every: toSay("the welcome screen"), fields: [EVERYTHING] },
  onboarding: { one: toSay("Onboarding"), every: toSay("the onboarding"), fields: [EVERYTHING] },
  order: { one: toSay("Order"), every: toSay("the order of roles and channels"), fields: [EVERYTHING] },
};

/** Text and announcement channels, which Discord shows with a sign. */
const HASHED = new Set([0, 5]);

export const HAS_THINGS = new Set(["channel", "role", "rule"]);

/** What a thing of the design is called; its key where the design does not name it any more. */
export function thingName(subject, key, design) {
  if (key === EVERY || !HAS_THINGS.has(subject)) return say(SUBJECTS[subject]?.every ?? subject);
  const lists = { channel: design?.channels, role: design?.roles, rule: design?.automod };
  const found = (lists[subject] ?? []).find((one) => one.key === key);
  if (!found) return say("{key} (not in the design)", { key });
  if (subject === "role" && !found.name.startsWith("@")) return `@${found.name}`;
  return subject === "channel" && HASHED.has(found.type) ? `#${found.name}` : found.name;
}

function fieldName(subject, field, design) {
  if (field.startsWith("access.role:")) return say("permissions of {role}", { role: thingName("role", field.slice("access.role:".length), design) });
  if (field.startsWith("access.member:")) return say("permissions of one member");
  return say(SUBJECTS[subject]?.fields.find(([name]) => name === field)?.[1] ?? field.replaceAll("_", " "));
}

/** "topic of rules", "everything about every role". */
export function ruleText({ subject, key, field }, design) {
  const thing = thingName(subject, key, design);
  if (field === EVERY) return say("everything about {thing}", { thing });
  if (subject === "order") return thing;
  const name = fieldName(subject, field, design);
  return field.startsWith("access.") ? say("{field} in {thing}", { field: name, thing }) : say("{field} of {thing}", { field: name, thing });
}

/** Where putting back has stopped: `subject:key:field`, and a field may have colons of its own. */
export function placeText(place, design) {
  const [subject, key, ...field] = place.split(":");
  return ruleText({ subject, key, field: field.join(":") || EVERY }, design);
}

export const STATES = {
  open: ["triangle-alert", toSay("still so")],
  adopted: ["check", toSay("adopted into the design")],
  reverted: ["undo-2", toSay("put back")],
  ignored: ["eye-off", toSay("ignored")],
  gone: ["circle-check", toSay("no longer so")],
};
