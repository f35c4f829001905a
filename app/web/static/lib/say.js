// Every sentence that people read, in the language that this Guildwright speaks. Sentences stand in English
// where they are said; `sentences.js` has them again where the language is another one, and is empty otherwise.
import { formOf, SENTENCES, TAG } from "./sentences.js";

/** The language's tag, for `Intl`. */
export const language = TAG;

const PART = /\{(\w+)\}/g;

const filled = (text, parts) => (parts ? text.replace(PART, (whole, name) => (name in parts ? parts[name] : whole)) : text);

/** One that counts elsewhere and stands alone here is said as for one. */
function told(key, sentence) {
  const found = SENTENCES[key] ?? sentence;
  return Array.isArray(found) ? found[formOf(1)] : found;
}

/**
 * `say("{who} changed {thing}.", { who, thing })`. The sentence is a literal, or the language's file would lack
 * it. Parts are text.
 */
export const say = (sentence, parts) => filled(told(sentence, sentence), parts);

/** For words that are one in English and several elsewhere: `sayAs("button", "Open")`. */
export const sayAs = (meaning, sentence, parts) => filled(told(`${meaning}\u0004${sentence}`, sentence), parts);

/** `sayCounted(n, "{number} role", "{number} roles")`; `number` is put in as the language writes it. */
export function sayCounted(number, one, many, parts) {
  const forms = SENTENCES[one];
  const form = Array.isArray(forms) ? forms[formOf(number)] : number === 1 ? one : many;
  return filled(form, { number: number.toLocaleString(TAG), ...parts });
}

/** A sentence whose parts may be elements: `sayAround("{who} gains {what}", { who: html`<b>…</b>`, what })`. */
export function sayAround(sentence, parts) {
  return told(sentence, sentence).split(PART).map((piece, at) => (at % 2 ? parts[piece] ?? `{${piece}}` : piece));
}

/** Marks a sentence that stands in a table, to be said where it is shown. */
export const toSay = (sentence) => sentence;
