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

const BY_HAND = { create: "Made", update: "Changed", move: "Moved", delete: "Deleted", access: "Access changed" };

/**
 * The sign of a kind of change, never by colour alone. `kind` may be the sign itself; with `byHand`
 * the word tells what somebody has done, and not what is to be done.
 */
export function Sign({ kind, byHand = false }) {
  const known = SIGNS[kind] ?? SIGNS[KINDS[kind]] ?? ENDS[kind] ?? ["·", "muted", "Other"];
  const [sign, css, name] = known;
  const word = (byHand && BY_HAND[KINDS[kind] ?? kind]) || name;
  return html`<span class="sign ${css}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${word}: </span></span>`;
}
