// What Discord makes of a name when it stores it: names of channels that hold text become lower case,
// with dashes for blanks and without ASCII punctuation; all others are trimmed.
import { say } from "../../lib/say.js";
import { isTextLike } from "./design.js";

const PUNCTUATION = /[!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~]/g;

export function storedChannelName(name, type) {
  if (!isTextLike(type)) return name.trim();
  return name.trim().replace(PUNCTUATION, "").trim().toLowerCase()
    .replace(/\s+/g, "-").replace(/-{2,}/g, "-").replace(/^-+|-+$/g, "");
}

/** `sentence` is to be said, and has a place for the name; the whole has room for `most` characters. */
export const copyName = (sentence, name, most = 100) => say(sentence, { name: name.slice(0, most - say(sentence, { name: "" }).length) });

/** The same while it is being typed: a blank at the end may still become a dash inside. */
export function typedChannelName(name, type) {
  if (!isTextLike(type)) return name;
  return name.replace(PUNCTUATION, "").toLowerCase().replace(/^\s+/, "").replace(/\s+/g, "-")
    .replace(/-{2,}/g, "-");
}
