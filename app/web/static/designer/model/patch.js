// What was edited of a document, small enough to be kept or sent at every pause: things that are as
// they were are told by their keys.
const LISTS = ["roles", "channels", "automod"];

/** `design` over `base`. Parts that both share are not in it. */
export function patchOf(base, design) {
  const patch = {};
  for (const name of Object.keys(design)) {
    const before = base[name], now = design[name];
    if (now === before) continue;
    patch[name] = LISTS.includes(name) && before && now ? told(before, now) : now;
  }
  return patch;
}

function told(before, now) {
  const kept = new Set(before);
  return now.map((one) => (kept.has(one) ? one.key : one));
}

/** The document again; `base` has to say what it said then. */
export function patched(base, patch) {
  const design = { ...base };
  for (const [name, part] of Object.entries(patch)) {
    design[name] = LISTS.includes(name) && base[name] && part ? found(base[name], part) : part;
  }
  return design;
}

function found(before, part) {
  const byKey = new Map(before.map((one) => [one.key, one]));
  return part.map((one) => (typeof one === "string" ? byKey.get(one) : one)).filter(Boolean);
}
