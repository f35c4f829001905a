// Times as people say them, with the exact moment on hover.
import { html } from "../../lib/html.js";
import { absolute, relative as said } from "../../lib/time.js";

export const relative = (iso) => iso && html`<time datetime=${iso} title=${absolute(iso)}>${said(iso)}</time>`;
