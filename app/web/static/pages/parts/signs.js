import { html } from "../../lib/html.js";

const SIGNS = {
  create: ["+", "sign-create", "Create"],
  update: ["~", "sign-change", "Change"],
  move: ["↕", "sign-move", "Move"],
  delete: ["−", "sign-remove", "Delete"],
  access: ["◐", "sign-access", "Access"],
};
const ENDS = { "✓": ["✓", "sign-create", "Done"], "✕": ["✕", "sign-remove", "Not done"], "▸": ["▸", "sign-move", "Started"] };
const KINDS = { "+": "create", "~": "update", "↕": "move", "−": "delete", "-": "delete", "◐": "access" };

/** The sign of a kind of change, never by colour alone. `kind` may be the sign itself. */
export function Sign({ kind }) {
  const known = SIGNS[kind] ?? SIGNS[KINDS[kind]] ?? ENDS[kind] ?? ["·", "muted", "Other"];
  const [sign, css, word] = known;
  return html`<span class="sign ${css}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${word}: </span></span>`;
}
