import { html } from "../../lib/html.js";

/** What would stand here, and the first step towards it. */
export function Empty({ title, children, action }) {
  return html`<section class="empty">
    <h2>${title}</h2>
    <p>${children}</p>
    ${action && html`<p class="empty-action">${action}</p>`}
  </section>`;
}
