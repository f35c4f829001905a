import { html, useRef, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { Problem } from "./problem.js";

/**
 * A list that goes on: `{items, next}` was loaded first, `more(cursor)` loads what is older.
 * Answers `[items, Older]`.
 */
export function usePages(first, more) {
  const [state, set] = useState({ first, items: first.items, next: first.next, busy: false, error: null });
  const asked = useRef(first);
  const fresh = state.first === first ? state : { first, items: first.items, next: first.next, busy: false, error: null };
  asked.current = first;

  async function older() {
    set({ ...fresh, busy: true, error: null });
    try {
      const page = await more(fresh.next);
      // A filter that changed meanwhile has made another list.
      if (asked.current === first) set({ first, items: [...fresh.items, ...page.items], next: page.next, busy: false, error: null });
    } catch (error) {
      if (asked.current === first) set({ ...fresh, busy: false, error });
    }
  }

  const Older = () => html`<div class="older">
    ${fresh.error && html`<${Problem} error=${fresh.error} retry=${older} level=${3} />`}
    ${fresh.next &&
    !fresh.error &&
    html`<button type="button" class="button" disabled=${fresh.busy} onClick=${older}>${fresh.busy ? say("Loading…") : say("Show older")}</button>`}
    ${!fresh.next && fresh.items.length > 20 && html`<p class="muted">${say("That is all.")}</p>`}
  </div>`;
  return [fresh.items, Older];
}
