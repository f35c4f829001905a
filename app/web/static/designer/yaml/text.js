// The YAML of the design, and what is typed into it before it is applied.
import { api } from "../../lib/api.js";
import { computed, effect, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { reusing } from "../model/reusing.js";
import { design, edit, phase, saved } from "../state/document.js";
import { path } from "../state/page.js";
import { refusal } from "../state/reach.js";
import { appliedText, KEPT_TEXT, takeOverText } from "../state/pending.js";
import { side } from "../state/selection.js";

const PAUSE_MS = 450, LONGEST_PAUSE_MS = 5000, STORED_AFTER_MS = 300;
/** A full server takes seconds to be read or written: whoever goes on typing is not asked about each pause. */
let pause = PAUSE_MS;

async function timed(asking) {
  const started = performance.now();
  try {
    return await asking;
  } finally {
    pause = Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, performance.now() - started));
  }
}

/** What the document says, as text; `of` is the design it was made from, `base` the text with its comments. */
const written = signal({ text: null, of: null, base: null });
const baseText = computed(() => (appliedText.value ?? saved.value).text || undefined);
/** What somebody typed, or null while the text is that of the document. */
export const typed = signal(null);
export const yamlProblems = signal([]);
export const yamlState = signal(""); // "" | "reading" | "checking" | "failed"
const parsed = signal(null); // {text, design}
let typedOver = null, timer = 0, turn = 0, storing = 0;

export const text = computed(() => typed.value ?? written.value.text);
export const canApply = computed(() => typed.value !== null && parsed.value?.text === typed.value);
/** The design was edited elsewhere while text was being typed. */
export const fellBehind = computed(() => typed.value !== null && typedOver !== design.value);

/** While the editor is open: write the document as text after each edit made elsewhere. */
export function followDesign() {
  return effect(() => {
    if (phase.value !== "ready" || side.value !== "yaml" || typed.value !== null || (written.value.of === design.value && written.value.base === baseText.value)) return;
    const current = design.value;
    clearTimeout(timer);
    timer = setTimeout(() => write(current), written.peek().text === null ? 0 : pause);
  });
}

async function write(current) {
  const mine = (turn += 1), base = baseText.peek();
  if (appliedText.peek()?.of === current) {
    written.value = { text: base, of: current, base };
    yamlState.value = "";
    return;
  }
  if (written.peek().text === null) yamlState.value = "reading";
  try {
    const answer = await timed(api.post(path("/design/check"), { design: current, base_text: base }));
    if (mine !== turn || typed.peek() !== null) return;
    if (answer.text !== null && answer.text !== undefined) written.value = { text: answer.text, of: current, base };
    yamlState.value = answer.text ? "" : "unwritable";
    yamlProblems.value = [];
  } catch {
    if (mine === turn) yamlState.value = "failed";
  }
}

export function type(value) {
  if (typed.peek() === null) typedOver = design.peek();
  hold(value);
  clearTimeout(timer);
  timer = setTimeout(() => check(value), pause);
}

/** -> whether the text is valid. Raises ApiError where nobody could say. */
async function checked(value) {
  const mine = (turn += 1);
  yamlState.value = "checking";
  try {
    const answer = await timed(api.post(path("/design/check"), { text: value }));
    if (mine !== turn) return false;
    yamlProblems.value = answer.problems ?? [];
    parsed.value = answer.ok && answer.design ? { text: value, design: answer.design } : null;
    yamlState.value = "";
    return answer.ok;
  } catch (error) {
    if (mine === turn) yamlState.value = "failed";
    throw error;
  }
}

const check = (value) => checked(value).catch(() => false);

/** Keep typed text (null: none) here and in the tab, so that a reload does not lose it. */
function hold(value) {
  typed.value = value;
  takeOverText.value = value === null ? null : apply;
  clearTimeout(storing);
  if (value === null) store();
  else storing = setTimeout(store, STORED_AFTER_MS);
}

/** Not with each key: a megabyte takes its time. Leaving the page comes before the timer, if need be. */
function store() {
  clearTimeout(storing);
  storing = 0;
  try {
    if (typed.peek() === null) sessionStorage.removeItem(KEPT_TEXT);
    else sessionStorage.setItem(KEPT_TEXT, typed.peek());
  } catch {
    // A full store keeps what it has; the page itself still holds the text.
  }
}
addEventListener("pagehide", () => { if (storing) store(); });

/** Take up what was typed before a reload. */
export function takeUpText() {
  const kept = sessionStorage.getItem(KEPT_TEXT);
  if (kept === null || typed.peek() !== null) return;
  hold(kept);
  check(kept);
}

/**
 * Take the typed text over into the design, as one step that can be undone. -> whether it was valid.
 * Raises ApiError where nobody could say.
 */
export async function apply() {
  const value = typed.peek();
  if (value === null) return true;
  clearTimeout(timer);
  if (parsed.peek()?.text !== value && !(await checked(value))) return false;
  if (typed.peek() !== value || parsed.peek()?.text !== value) return false;
  const wanted = reusing(design.peek(), parsed.peek().design), beyond = refusal(wanted);
  if (beyond) {
    yamlProblems.value = [{ what: beyond, remedy: say("Your right to design covers other parts of this server only. Leave this as it is.") }];
    return false;
  }
  const before = design.peek(), now = edit(say("Edit YAML"), (old) => reusing(old, parsed.peek().design));
  const comments = Boolean(appliedText.peek()?.comments) || (now === before && value !== written.peek().text);
  appliedText.value = { text: value, of: now, comments };
  written.value = { text: value, of: now, base: value };
  hold(null);
  yamlProblems.value = [];
  return true;
}

export function discard() {
  hold(null);
  yamlProblems.value = [];
  yamlState.value = "";
}
