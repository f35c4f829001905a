// Words that many sentences of the designer share: how many of a thing, and names in a row.
import { say, sayAs, sayCounted } from "../../lib/say.js";

export const channels = (number) => sayCounted(number, "{number} channel", "{number} channels");
export const roles = (number) => sayCounted(number, "{number} role", "{number} roles");
export const problemCount = (number) => sayCounted(number, "{number} problem", "{number} problems");

/** `a, b, c`. */
export const inARow = (words) => words.join(sayAs("between words of a list", ", "));

/** `a, b and c`. */
export const listed = (words) => (words.length < 2 ? words.join("")
  : say("{words} and {last}", { words: inARow(words.slice(0, -1)), last: words.at(-1) }));

/** The first letter large, for words that stand at a beginning. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
