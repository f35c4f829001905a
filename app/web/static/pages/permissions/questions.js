// What can be asked of the matrix: a few questions in people's words, then every permission.
import { say, toSay } from "../../lib/say.js";

const QUESTIONS = [
  ["see", toSay("Can see"), ["VIEW_CHANNEL"]],
  ["write", toSay("Can write"), ["SEND_MESSAGES"]],
  ["talk", toSay("Can join and speak"), ["CONNECT", "SPEAK"]],
  ["invite", toSay("Can invite people"), ["CREATE_INSTANT_INVITE"]],
  ["moderate", toSay("Can delete others' messages"), ["MANAGE_MESSAGES"]],
  ["manage", toSay("Can change the channel"), ["MANAGE_CHANNELS"]],
];

/** A question: an id, what it is called, the permissions it needs and their bits together. */
function question(registry, id, label, names) {
  const permissions = names.map((name) => registry.byName.get(name)).filter(Boolean);
  return { id, label, permissions, bits: permissions.reduce((bits, one) => bits | one.value, 0n) };
}

/** `[[heading, questions], …]` for a list to choose from. */
export function questionsOf(registry) {
  const common = QUESTIONS.map(([id, label, names]) => question(registry, id, say(label), names));
  const groups = new Map();
  for (const one of registry.permissions.filter((permission) => permission.types.size)) {
    groups.set(one.group, [...(groups.get(one.group) ?? []), question(registry, one.name, one.label, [one.name])]);
  }
  return [[say("Questions"), common], ...groups];
}

/** Whether the question means anything in a channel of this type. */
export const applies = (asked, channel) => asked.permissions.every((one) => one.types.has(channel.type));
