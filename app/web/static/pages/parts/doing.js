import { useState } from "../../lib/html.js";

/**
 * One action at a time with its error: `[run, {busy, error, clear}]`.
 *
 * `run(work)` does nothing while another is under way, so a double click is one request. It
 * answers what `work` did, or undefined when it failed; the error is then in `error`.
 */
export function useDoing() {
  const [state, set] = useState({ busy: false, error: null });
  const run = async (work) => {
    if (state.busy) return undefined;
    set({ busy: true, error: null });
    try {
      const answer = await work();
      set({ busy: false, error: null });
      return answer;
    } catch (error) {
      set({ busy: false, error });
      return undefined;
    }
  };
  return [run, { ...state, clear: () => set({ busy: false, error: null }) }];
}

/** A new key for one press of a button: a repeated request does not act twice. */
export const newKey = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(16)).join("");
