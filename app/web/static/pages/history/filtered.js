import { useState } from "../../lib/html.js";
import { fromAddress, keepInAddress } from "../parts/query.js";

/** The filters named, as the address has them. */
export const filtersOf = (names) => Object.fromEntries(names.map((name) => [name, fromAddress(name)]));

/**
 * A list with filters: `[{page, filters, busy, error}, change]`. `change({name: value})` loads it
 * anew; what was there stays to be read until then. The last change wins.
 */
export function useFiltered(first, filters, load) {
  const [state, set] = useState({ page: first, filters, busy: false, error: null });
  async function change(part) {
    const next = { ...state.filters, ...part };
    keepInAddress(next);
    set((old) => ({ ...old, filters: next, busy: true, error: null }));
    const settle = (news) => set((old) => (old.filters === next ? { ...old, ...news, busy: false } : old));
    try {
      settle({ page: await load(next) });
    } catch (error) {
      settle({ error });
    }
  }
  return [state, change];
}
