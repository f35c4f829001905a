// What Discord makes of a name when it stores it: names of channels that hold text become lower case,
// with dashes for blanks and without ASCII punctuation; all others are trimmed.
import { isTextLike } from "./design.js";

const PUNCTUATION = /[!"#$%&'()*+,./:;<=>?@[\\\]^`{|}~]/g;

export function storedChannelName(name, type) {
  if (!isTextLike(type)) return name.trim();
  return name.trim().replace(PUNCTUATION, "").trim().toLowerCase()
    .replace(/\s+/g, "-").replace(/-{2,}/g, "-").replace(/^-+|-+$/g, "");
}

/** The same while it is being typed: a blank at the end may still become a dash inside. */
export function typedChannelName(name, type) {
  if (!isTextLike(type)) return name;
  return name.replace(PUNCTUATION, "").toLowerCase().replace(/^\s+/, "").replace(/\s+/g, "-")
    .replace(/-{2,}/g, "-");
}
