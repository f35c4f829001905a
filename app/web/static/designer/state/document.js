// The document being edited, its history, and the version it started from.
import { computed, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { emptyDesign } from "../model/design.js";
import { differences } from "../model/differences.js";
import { recorded, redone, sealed, started, undone } from "../model/history.js";

export const phase = signal("loading"); // loading | failed | empty | ready
export const canEdit = signal(false);
/** {version, design, text, author, saved_at}; version null: never saved. */
export const saved = signal({ version: null, design: emptyDesign(), text: "", author: null, saved_at: null });
const history = signal(started(emptyDesign()));

export const design = computed(() => history.value.design);
export const undoLabel = computed(() => history.value.past.at(-1)?.label ?? "");
export const redoLabel = computed(() => history.value.future[0]?.label ?? "");
export const changes = computed(() => differences(saved.value.design, design.value));
export const isDirty = computed(() => changes.value.length > 0);

/** Start over from a saved version, with `edited` on top as one step that can be undone. */
export function open(version, edited = null) {
  saved.value = version;
  history.value = started(version.design);
  if (edited) history.value = recorded(history.value, edited, { label: say("Unsaved edits"), now: performance.now() });
  phase.value = "ready";
}

/** The edits so far are a version now; the history stays, so that undo still goes behind it. */
export const becomeSaved = (version) => { saved.value = version; };

let isRefused = () => false;

/** Every edit is shown to `check` before it is made: true refuses it. */
export const guardEdits = (check) => { isRefused = check; };

/** Apply a pure command `design => design`. Same `tag` in quick succession: one step of undo. */
export function edit(label, command, tag = null) {
  if (!canEdit.value) return design.value;
  const next = command(history.value.design);
  if (next !== history.value.design && isRefused(next)) return design.value;
  if (held) held.changed = held.changed || next !== history.value.design;
  history.value = recorded(history.value, next, { label, tag: held ? held.tag : tag, now: held ? 0 : performance.now() });
  return next;
}

export const seal = () => { history.value = sealed(history.value); };

export function undo() {
  abort();
  history.value = undone(history.value);
}

export function redo() {
  abort();
  history.value = redone(history.value);
}

export const reset = () => edit(say("Reset"), () => saved.value.design);

let held = null;

/** From here to `commit` all edits are one step; `abort` takes them back without a trace. */
export function begin() {
  held = { before: sealed(history.value), tag: `held-${performance.now()}`, changed: false };
  history.value = held.before;
}

export function commit() {
  held = null;
  seal();
}

export function abort() {
  if (!held) return;
  history.value = held.before;
  held = null;
}
