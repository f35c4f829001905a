// Words that many sentences of the designer share: how many of a thing, and names in a row.
import { say, sayCounted } from "../../lib/say.js";

export const channels = (number) => sayCounted(number, "{number} channel", "{number} channels");
export const roles = (number) => sayCounted(number, "{number} role", "{number} roles");
export const problemCount = (number) => sayCounted(number, "{number} problem", "{number} problems");

/** `a, b and c`. */
export const listed = (names) => (names.length < 2 ? names.join("")
  : say("{first} and {last}", { first: names.slice(0, -1).join(", "), last: names.at(-1) }));

/** The first letter large, for words that stand at a beginning. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
