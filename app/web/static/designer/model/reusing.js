// A document from elsewhere (YAML, a version), with every part that says the same taken from the one
// at hand, so that only what really differs counts as changed and is drawn again.
import { same } from "./design.js";

export function reusing(before, after) {
  const result = {};
  for (const [name, value] of Object.entries(after)) result[name] = part(before[name], value);
  return same(before, result) ? before : result;
}

function part(before, after) {
  if (same(before, after)) return before;
  if (!Array.isArray(before) || !Array.isArray(after)) return after;
  const known = new Map(before.map((one) => [one?.key, one]));
  return after.map((one) => {
    const old = known.get(one?.key);
    return old !== undefined && same(old, one) ? old : one;
  });
}
