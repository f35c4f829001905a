// Keys: stable names of ours. The rules are those of the server's key_from; a name made of symbols
// only falls back, because a browser does not know what Unicode calls them.

const LENGTH = 64;
const WORD = /[\p{L}\p{N}]/u;
const MARK = /[\p{Mn}\p{Mc}]/u;

export function keyFrom(name, fallback) {
  const slug = slugOf(name);
  if (!slug) return fallback;
  return /^\p{Nd}+$/u.test(slug) ? cut(`${fallback}-${slug}`, LENGTH) : slug;
}

/** The wanted key, or with -2, -3, … behind it when it is taken. `taken` is a Set or Map. */
export function uniqueKey(wanted, taken) {
  const free = (key) => !taken.has(key) && key !== "everyone";
  if (free(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const key = `${cut(wanted, LENGTH - 1 - String(number).length)}-${number}`;
    if (free(key)) return key;
  }
}

function slugOf(name) {
  const parts = [];
  for (const char of plain(name)) {
    if (WORD.test(char) || MARK.test(char)) parts.push(char);
    else if (char === "'" || char === "\u2019") continue;
    else if (parts.length && parts.at(-1) !== "-") parts.push("-");
  }
  while (parts.length && !WORD.test(parts[0])) parts.shift();
  return cut(parts.join(""), LENGTH).replace(/-+$/, "");
}

function plain(text) {
  let kept = "", before = "";
  for (const char of text.normalize("NFKD").toLowerCase().normalize("NFKD")) {
    if (/\p{M}/u.test(char) && /[\x00-\x7f]/.test(before)) continue;
    kept += char;
    before = char;
  }
  return kept.normalize("NFC").toLowerCase().normalize("NFC");
}

const cut = (text, length) => [...text].slice(0, length).join("");
