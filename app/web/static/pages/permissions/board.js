import { say, toSay } from "../../lib/say.js";
import { iconName } from "../parts/pickers/channels.js";
import { cellsOf } from "./cells.js";
import { applies } from "./questions.js";

const CATEGORY = 4;
const sprite = document.documentElement.dataset.icons;

// The matrix is plain DOM, so its pictures are text.
const markOf = (type) => `<svg class="icon" width="16" height="16" aria-hidden="true"><use href="${sprite}#${iconName(type)}"/></svg>`;

const dot = (color) =>
  `<svg class="role-dot" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5" ${
    color ? `fill="#${color.toString(16).padStart(6, "0")}"` : 'class="role-dot-none" fill="none"'
  }/></svg>`;

const named = (one, text) => one.toLowerCase().includes(text.trim().toLowerCase());

/** Channels whose name fits, and the categories of those. */
export function channelsFor(design, text) {
  if (!text.trim()) return design.channels;
  const fitting = new Set(design.channels.filter((one) => named(one.name, text)).map((one) => one.key));
  const parents = new Set(design.channels.filter((one) => fitting.has(one.key)).map((one) => one.parent));
  return design.channels.filter((one) => fitting.has(one.key) || parents.has(one.key));
}

export const subjectsFor = (subjects, text) => (text.trim() ? subjects.filter((one) => named(one.label, text)) : subjects);

const NOT_HERE = { css: "not-here", mark: "", word: toSay("does not apply") };

const WORDS = {
  true: { true: toSay("yes, by this channel"), false: toSay("yes") },
  false: { true: toSay("no, by this channel"), false: toSay("no") },
};

function shownCell({ may, here }) {
  return {
    css: `${may ? "yes" : "no"}${here ? " here" : ""}`,
    mark: may ? "✓" : "✕",
    word: say(WORDS[may][here]),
  };
}

/** What the matrix shows of a design for one question. */
export function boardOf({ rules, design, channels, subjects, asked }) {
  const cells = cellsOf({ rules, design, channels, subjects });
  return {
    rows: channels.map((one) => ({
      label: one.name,
      mark: markOf(one.type),
      css: one.type === CATEGORY ? "is-category" : one.parent ? "is-inside" : "",
    })),
    columns: subjects.map((one) => ({ label: one.label, mark: dot(one.color) })),
    cell: (row, column) => (applies(asked, channels[row]) ? shownCell(cells.cell(row, column, asked.bits)) : { ...NOT_HERE, word: say(NOT_HERE.word) }),
  };
}
