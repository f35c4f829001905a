// One sign a row for what is not saved yet: new before moved before changed.

const ORDER = { "~": 1, m: 2, "+": 3 };
const SHOWN = { "~": "~", m: "\u2195", "+": "+" };

export function signsOf(changes, section) {
  const found = new Map();
  for (const { sign, key, section: of } of changes) {
    if (of !== section || !(sign in ORDER)) continue;
    if (ORDER[sign] > (ORDER[found.get(key)] ?? 0)) found.set(key, sign);
  }
  return new Map([...found].map(([key, sign]) => [key, SHOWN[sign]]));
}
