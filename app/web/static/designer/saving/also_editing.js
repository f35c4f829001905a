// Who else has this design open for editing.
import { html } from "../../lib/html.js";
import { others } from "./editors.js";

export function AlsoEditing() {
  if (!others.value.length) return null;
  const names = others.value.map((one) => one.display_name).join(", ");
  return html`<span class="also-editing" title=${`Also editing: ${names}`}>
    ${others.value.slice(0, 3).map((one) => one.avatar_url
      ? html`<img key=${one.id} class="avatar" src=${one.avatar_url} alt="" width="24" height="24" />`
      : html`<span key=${one.id} class="avatar" aria-hidden="true">${one.display_name.slice(0, 1).toUpperCase()}</span>`)}
    <span class="wide-only">${names} ${others.value.length === 1 ? "is" : "are"} editing too</span>
    <span class="visually-hidden">Also editing: ${names}</span></span>`;
}
