// Which part of a long text is shown. A text area lays all of its text out again for each key: 20,000
// lines take it half a second. So what is longer than a few thousand lines is shown, and typed, in parts.
import { computed, signal } from "../../lib/html.js";
import { text, type } from "./text.js";

export const PART_LINES = 2000;

const place = signal({ number: 0, of: null });

export const lineCount = computed(() => linesIn(text.value ?? ""));

/** {number, count, start, end, first}: from `start` to `end` of the text; `first` lines lie before it. */
export const part = computed(() => {
  const whole = text.value, known = place.value;
  if (whole === null || known.of === whole) return known;
  return cut(whole, known.number);
});

export const shownText = computed(() => (text.value === null ? null : text.value.slice(part.value.start, part.value.end)));
/** The break at the end of a part begins the line that the next one shows first. */
export const shownLines = computed(() => {
  const value = shownText.value ?? "";
  return linesIn(value) - (part.value.number < part.value.count - 1 && value.endsWith("\n") ? 1 : 0);
});

export function show(number) {
  place.value = cut(text.peek(), number);
}

export const showLine = (line) => show(partOf(line, text.peek()));

/** The part was typed over: where it begins and ends stays, whatever was typed. */
export function typePart(value) {
  const { start, end } = part.peek(), before = text.peek();
  const whole = before.slice(0, start) + value + before.slice(end);
  place.value = { ...part.peek(), end: start + value.length, of: whole };
  type(whole);
}

function cut(whole, wanted) {
  const lines = linesIn(whole);
  const count = lines > PART_LINES * 1.5 ? Math.ceil(lines / PART_LINES) : 1;
  const number = Math.max(0, Math.min(wanted, count - 1)), first = number * PART_LINES;
  const start = startOfLine(whole, first + 1);
  const end = number === count - 1 ? whole.length : startOfLine(whole, first + PART_LINES + 1);
  return { number, count, start, end, first, of: whole };
}

/** The one that is shown, where the line is in it: what was typed there may have made it longer. */
function partOf(line, whole) {
  const { number, first } = part.peek();
  if (line > first && line <= first + shownLines.peek()) return number;
  return cut(whole, Math.floor((line - 1) / PART_LINES)).number;
}

export function startOfLine(value, line) {
  let start = 0;
  for (let at = 1; at < line; at += 1) {
    const end = value.indexOf("\n", start);
    if (end < 0) return value.length;
    start = end + 1;
  }
  return start;
}

function linesIn(value) {
  let lines = 1;
  for (let at = value.indexOf("\n"); at >= 0; at = value.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
