import { language, say, sayAs, sayCounted, toSay } from "../../lib/say.js";

export const calls = (number) => sayCounted(number, "{number} call", "{number} calls");
export const changes = (number) => sayCounted(number, "{number} change", "{number} changes");
export const channels = (number) => sayCounted(number, "{number} channel", "{number} channels");
export const losses = (number) => sayCounted(number, "{number} loss", "{number} losses");
export const members = (number) => sayCounted(number, "{number} member", "{number} members");
export const rights = (number) => sayCounted(number, "{number} right", "{number} rights");
export const roles = (number) => sayCounted(number, "{number} role", "{number} roles");
export const rules = (number) => sayCounted(number, "{number} automod rule", "{number} automod rules");
export const servers = (number) => sayCounted(number, "{number} server", "{number} servers");
export const steps = (number) => sayCounted(number, "{number} step", "{number} steps");
export const warnings = (number) => sayCounted(number, "{number} warning", "{number} warnings");

/** `1,204`, as the language writes it. */
export const grouped = (number) => number.toLocaleString(language);

const PARTS = { automod: toSay("automod"), welcome_screen: toSay("welcome screen"), onboarding: toSay("onboarding") };

/** A part of a server that could not be read, by the API's name for it. */
export const partName = (code) => say(PARTS[code] ?? code.replaceAll("_", " "));

/** `a, b, c`. */
export const inARow = (names) => names.join(sayAs("between words of a list", ", "));

/** `a, b and c`; past `most`, `a, b and 4 more`. */
export function listed(names, most = Infinity) {
  if (names.length > most) {
    const words = inARow(names.slice(0, most));
    return sayCounted(names.length - most, "{words} and {number} more", "{words} and {number} more", { words });
  }
  if (names.length < 2) return names.join("");
  return say("{words} and {last}", { words: inARow(names.slice(0, -1)), last: names.at(-1) });
}

/** The first letter large, for a sentence that starts with a word of the data. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
