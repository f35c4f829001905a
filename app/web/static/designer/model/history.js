// Undo and redo over whole documents: they share their parts, so keeping them costs little.
// A history is a value: {design, past, future, tag, at}; entries are {design, label}.

const COALESCE_MS = 1200;
const DEPTH = 300;

export const started = (design) => ({ design, past: [], future: [], tag: null, at: 0 });

/** Take over an edited document. Edits with the same tag in quick succession are one step. */
export function recorded(history, design, { label, tag = null, now }) {
  if (design === history.design) return history;
  const joins = tag !== null && tag === history.tag && now - history.at < COALESCE_MS && history.past.length > 0;
  const past = joins ? history.past : [...history.past.slice(1 - DEPTH), { design: history.design, label }];
  return { design, past, future: [], tag, at: now };
}

/** The next edit is a step of its own, whatever its tag: a field was left. */
export const sealed = (history) => (history.tag === null ? history : { ...history, tag: null });

export function undone(history) {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    design: last.design, past: history.past.slice(0, -1),
    future: [{ design: history.design, label: last.label }, ...history.future], tag: null, at: 0,
  };
}

export function redone(history) {
  const [next, ...future] = history.future;
  if (!next) return history;
  return {
    design: next.design, past: [...history.past, { design: history.design, label: next.label }], future,
    tag: null, at: 0,
  };
}
