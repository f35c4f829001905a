/** `1 channel`, `1,204 messages`. */
export function counted(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** `a, b and c`; past `most`, `a, b and 4 more`. */
export function listed(names, most = Infinity) {
  if (names.length > most) return `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The first letter large, for a sentence that starts with a word of the data. */
export const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
