// Differences, one line each, with the sign they have everywhere.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { described } from "../model/differences.js";
import { design, saved } from "../state/document.js";

const CLASSES = { "+": "sign-create", "~": "sign-change", "\u2195": "sign-move", "\u2212": "sign-remove", "\u25d0": "sign-access" };
const WORDS = { "+": say("created"), "~": say("changed"), "\u2195": say("moved"), "\u2212": say("removed"), "\u25d0": say("access") };
const MOST = 200;

export function ChangeList({ entries, to = design.value, from = saved.value.design }) {
  if (!entries.length) return html`<p class="field-hint">${say("Nothing differs.")}</p>`;
  return html`<ul class="change-list">${entries.slice(0, MOST).map((entry, at) => {
    const { sign, text } = described(entry, to, from);
    return html`<li key=${at}><span class=${`sign ${CLASSES[sign]}`} aria-hidden="true">${sign}</span>
      <span class="visually-hidden">${WORDS[sign]}: </span><span>${text}${values(entry)}</span></li>`;
  })}${entries.length > MOST && html`<li>${say("and {number} more", { number: entries.length - MOST })}</li>`}</ul>`;
}

function values({ field, before, after }) {
  if (!field || field === "name" || field === "parent" || field === "order") return null;
  if ([before, after].some((one) => one !== null && typeof one === "object")) return null;
  return html` <span class="change-values">${shown(before)} \u2192 ${shown(after)}</span>`;
}

export function shown(value) {
  if (value === undefined || value === null || value === "") return say("none");
  if (value === true) return say("on");
  if (value === false) return say("off");
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 59)}\u2026` : text;
}
