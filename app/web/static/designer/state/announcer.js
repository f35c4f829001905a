// Sentences for people who do not see the tree move.
import { signal } from "../../lib/html.js";

export const announcement = signal("");
let turn = false;

/** Said again even if it is the same sentence. */
export function announce(sentence) {
  turn = !turn;
  announcement.value = turn ? sentence : `${sentence}\u00a0`;
}
