// What rules about drift are called, for people.
export const EVERY = "*";

const EVERYTHING = [EVERY, "everything"];

/** Kinds of things a rule may be about, each with its fields as changes name them. */
export const SUBJECTS = {
  channel: {
    one: "Channel",
    every: "every channel",
    fields: [
      EVERYTHING,
      ["name", "name"],
      ["topic", "topic"],
      ["parent", "category"],
      ["access", "permissions"],
      ["slowmode", "slowmode"],
      ["nsfw", "age restriction"],
      ["tags", "tags"],
      ["user_limit", "user limit"],
      ["bitrate", "bitrate"],
      ["archive_after", "hiding of threads"],
    ],
  },
  role: {
    one: "Role",
    every: "every role",
    fields: [
      EVERYTHING,
      ["name", "name"],
      ["permissions", "permissions"],
      ["colors", "colour"],
      ["hoist", "being shown separately"],
      ["mentionable", "being mentionable"],
      ["unicode_emoji", "icon"],
    ],
  },
  rule: {
    one: "AutoMod rule",
    every: "every AutoMod rule",
    fields: [EVERYTHING, ["enabled", "being on"], ["metadata", "what it looks for"], ["actions", "actions"], ["name", "name"]],
  },
  settings: { one: "Server settings", every: "the server settings", fields: [EVERYTHING, ["name", "name"], ["verification", "verification level"], ["notifications", "notifications"]] },
  welcome_screen: { one: "Welcome screen", every: "the welcome screen", fields: [EVERYTHING] },
  onboarding: { one: "Onboarding", every: "the onboarding", fields: [EVERYTHING] },
  order: { one: "Order", every: "the order of roles and channels", fields: [EVERYTHING] },
};

/** Text and announcement channels, which Discord shows with a sign. */
const HASHED = new Set([0, 5]);

export const HAS_THINGS = new Set(["channel", "role", "rule"]);

/** What a thing of the design is called; its key where the design does not name it any more. */
export function thingName(subject, key, design) {
  if (key === EVERY || !HAS_THINGS.has(subject)) return SUBJECTS[subject]?.every ?? subject;
  const lists = { channel: design?.channels, role: design?.roles, rule: design?.automod };
  const found = (lists[subject] ?? []).find((one) => one.key === key);
  if (!found) return `${key} (not in the design)`;
  if (subject === "role" && !found.name.startsWith("@")) return `@${found.name}`;
  return subject === "channel" && HASHED.has(found.type) ? `#${found.name}` : found.name;
}

function fieldName(subject, field, design) {
  if (field.startsWith("access.role:")) return `permissions of ${thingName("role", field.slice("access.role:".length), design)}`;
  if (field.startsWith("access.member:")) return "permissions of one member";
  return SUBJECTS[subject]?.fields.find(([name]) => name === field)?.[1] ?? field.replaceAll("_", " ");
}

/** "topic of rules", "everything about every role". */
export function ruleText({ subject, key, field }, design) {
  const thing = thingName(subject, key, design);
  if (field.startsWith("access.")) return `${fieldName(subject, field, design)} in ${thing}`;
  return field === EVERY ? `everything about ${thing}` : `${fieldName(subject, field, design)} of ${thing}`;
}

/** Where putting back has stopped: `subject:key:field`, and a field may have colons of its own. */
export function placeText(place, design) {
  const [subject, key, ...field] = place.split(":");
  return ruleText({ subject, key, field: field.join(":") || EVERY }, design);
}

export const STATES = {
  open: ["triangle-alert", "still so"],
  adopted: ["check", "adopted into the design"],
  reverted: ["undo-2", "put back"],
  ignored: ["eye-off", "ignored"],
  gone: ["circle-check", "no longer so"],
};
