// Words that sentences of pages and of the designer share: how many of a thing, and names in a row.
import { say, sayAs, sayCounted } from "./say.js";

export const channels = (number) => sayCounted(number, "{number} channel", "{number} channels");
export const members = (number) => sayCounted(number, "{number} member", "{number} members");
export const problems = (number) => sayCounted(number, "{number} problem", "{number} problems");
export const roles = (number) => sayCounted(number, "{number} role", "{number} roles");

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
