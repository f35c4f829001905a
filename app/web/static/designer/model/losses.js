// What else lost a reference when roles or channels were removed, by count, for people to read.
import { sayCounted } from "../../lib/say.js";
import { listed } from "../../lib/words.js";

/** -> "the access of 3 channels, 2 onboarding answers and 1 AutoMod exemption", or "" */
export function lossesBetween(before, after) {
  const parts = [
    [accessLost(before, after), (lost) => sayCounted(lost, "the access of {number} channel", "the access of {number} channels")],
    [settingsLost(before, after), (lost) => sayCounted(lost, "{number} server setting", "{number} server settings")],
    [count(before.welcome_screen?.channels) - count(after.welcome_screen?.channels),
      (lost) => sayCounted(lost, "{number} entry of the welcome screen", "{number} entries of the welcome screen")],
    [count(before.onboarding?.default_channels) - count(after.onboarding?.default_channels),
      (lost) => sayCounted(lost, "{number} default channel of the onboarding", "{number} default channels of the onboarding")],
    [answersLost(before, after), (lost) => sayCounted(lost, "what {number} onboarding answer gives", "what {number} onboarding answers give")],
    [exemptions(before) - exemptions(after), (lost) => sayCounted(lost, "{number} AutoMod exemption", "{number} AutoMod exemptions")],
    [alerts(before) - alerts(after), (lost) => sayCounted(lost, "{number} AutoMod alert channel", "{number} AutoMod alert channels")],
  ];
  return listed(parts.filter(([lost]) => lost > 0).map(([lost, told]) => told(lost)));
}

/** Channels of removed categories, without the `named` ones -> {gone, left}: removed along, or without a category now. */
export function insideBetween(before, after, named) {
  const still = new Map(after.channels.map((one) => [one.key, one]));
  const inside = before.channels.filter((one) => one.parent !== null && !still.has(one.parent) && !named.includes(one.key));
  const left = inside.filter((one) => still.has(one.key)).length;
  return { gone: inside.length - left, left };
}

const count = (list) => list?.length ?? 0;

/** In channels that stay: a removed channel's own access is gone with it. */
function accessLost(before, after) {
  const was = new Map(before.channels.map((one) => [one.key, one]));
  return after.channels.filter((one) => count(Object.keys(one.access)) < count(Object.keys(was.get(one.key)?.access ?? {}))).length;
}

const settingsLost = (before, after) =>
  Object.keys(before.settings).filter((name) => before.settings[name] !== null && after.settings[name] === null).length;

const given = (design) => (design.onboarding?.prompts ?? []).flatMap((prompt) => prompt.options)
  .map((option) => option.roles.length + option.channels.length);

function answersLost(before, after) {
  const now = given(after);
  return given(before).filter((had, at) => had > (now[at] ?? 0)).length;
}

const sum = (design, of) => (design.automod ?? []).reduce((total, rule) => total + of(rule), 0);
const exemptions = (design) => sum(design, (rule) => rule.exempt_roles.length + rule.exempt_channels.length);
const alerts = (design) => sum(design, (rule) => rule.actions.filter((one) => one.channel != null).length);
