import { language, say, sayCounted, toSay } from "../../lib/say.js";

export { capital, channels, inARow, listed, members, roles } from "../../lib/words.js";

export const calls = (number) => sayCounted(number, "{number} call", "{number} calls");
export const changes = (number) => sayCounted(number, "{number} change", "{number} changes");
export const losses = (number) => sayCounted(number, "{number} loss", "{number} losses");
export const rights = (number) => sayCounted(number, "{number} right", "{number} rights");
export const rules = (number) => sayCounted(number, "{number} automod rule", "{number} automod rules");
export const servers = (number) => sayCounted(number, "{number} server", "{number} servers");
export const steps = (number) => sayCounted(number, "{number} step", "{number} steps");
export const warnings = (number) => sayCounted(number, "{number} warning", "{number} warnings");

/** `1,204`, as the language writes it. */
export const grouped = (number) => number.toLocaleString(language);

const PARTS = { automod: toSay("automod"), welcome_screen: toSay("welcome screen"), onboarding: toSay("onboarding") };

/** A part of a server that could not be read, by the API's name for it. */
export const partName = (code) => say(PARTS[code] ?? code.replaceAll("_", " "));
