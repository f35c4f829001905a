import { html } from "../../lib/html.js";
import { absolute, relative } from "../../lib/time.js";

/** A moment, relative; the absolute one on hover and to assistive technology. */
export function When({ at }) {
  return at ? html`<time datetime=${at} data-relative title=${absolute(at)}>${relative(at)}</time>` : null;
}
