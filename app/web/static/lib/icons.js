// Icons from the sprite that the page names. They are pictures beside words, never words.
import { html } from "./html.js";

const sprite = document.documentElement.dataset.icons;

/** `icon("hash")`; a `label` only where no text stands beside it. */
export const icon = (name, { label, size = 16 } = {}) => html`<svg class="icon" width=${size} height=${size}
  ...${label ? { role: "img", "aria-label": label } : { "aria-hidden": "true" }}><use href=${`${sprite}#${name}`} /></svg>`;
