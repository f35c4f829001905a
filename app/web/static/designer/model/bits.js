// Permission sets: decimal strings in the document, BigInt where they are reckoned with.

const known = new Map();

export function bitsOf(text) {
  let bits = known.get(text);
  if (bits === undefined) {
    if (known.size > 4096) known.clear();
    known.set(text, (bits = BigInt(text)));
  }
  return bits;
}

export const textOf = (bits) => bits.toString();
export const has = (text, bit) => (bitsOf(text) & bit) !== 0n;
export const withBit = (text, bit, on) => textOf(on ? bitsOf(text) | bit : bitsOf(text) & ~bit);
