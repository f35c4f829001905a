import { html } from "../../lib/html.js";
import { say, toSay } from "../../lib/say.js";

const SIGNS = {
  create: ["+", "sign-create", toSay("Create")],
  update: ["~", "sign-change", toSay("Change")],
  move: ["↕", "sign-move", toSay("Move")],
  delete: ["−", "sign-remove", toSay("Delete")],
  access: ["◐", "sign-access", toSay("Access")],
};
const ENDS = { "✓": ["✓", "sign-create", toSay("Done")], "✕": ["✕", "sign-remove", toSay("Not done")], "▸": ["▸", "sign-move", toSay("Started")] };
const KINDS = { "+": "create", "~": "update", "↕": "move", "−": "delete", "-": "delete", "◐": "access" };

const BY_HAND = {
  create: toSay("Made"),
  update: toSay("Changed"),
  move: toSay("Moved"),
  delete: toSay("Deleted"),
  access: toSay("Access changed"),
};

/**
 * The sign of a kind of change, never by colour alone. `kind` may be the sign itself; with `byHand`
 * the word tells what somebody has done, and not what is to be done.
 */
export function Sign({ kind, byHand = false }) {
  const known = SIGNS[kind] ?? SIGNS[KINDS[kind]] ?? ENDS[kind] ?? ["·", "muted", toSay("Other")];
  const [sign, css, name] = known;
  const word = (byHand && BY_HAND[KINDS[kind] ?? kind]) || name;
  return html`<span class="sign ${css}"><span aria-hidden="true">${sign}</span><span class="visually-hidden">${say(word)}: </span></span>`;
}
