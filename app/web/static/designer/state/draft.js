// Unsaved edits are kept in this tab, so that a reload or a lost sign-in loses nothing; for whoever
// made them alone, since somebody else may sign in there later. What was kept before this visit has
// slots of its own: nothing writes over it until the person decides about it.
import { effect } from "../../lib/html.js";
import { patchOf } from "../model/patch.js";
import { design, phase, saved } from "./document.js";
import { guild, user } from "./page.js";
import { appliedText, commentsDiffer, isUnsaved } from "./pending.js";

const PREFIX = `guildwright:draft:${guild}:${user}:`;
const PAUSE_MS = 250;
let timer = 0, slot = 1;

const name = (version) => `${PREFIX}${version ?? "new"}:${slot}`;

export function keepDraft() {
  effect(() => {
    void design.value, void saved.value, void phase.value, void appliedText.value;
    clearTimeout(timer);
    timer = setTimeout(writeDraft, PAUSE_MS);
  });
  addEventListener("pagehide", writeDraft);
}

/** -> whether the edits of this visit are kept as they stand now. */
export function writeDraft() {
  clearTimeout(timer);
  if (phase.peek() !== "ready") return false;
  const key = name(saved.peek().version);
  try {
    const text = commentsDiffer.peek() || appliedText.peek()?.of === design.peek() ? appliedText.peek().text : null;
    if (isUnsaved.peek()) sessionStorage.setItem(key, JSON.stringify({ patch: patchOf(saved.peek().design, design.peek()), text }));
    else sessionStorage.removeItem(key);
    return true;
  } catch {
    return false; // A full store keeps what it has; the page itself still holds the edits.
  }
}

/**
 * What earlier visits left unsaved, the latest first: {key, version, patch, text}; `patch` is over that
 * version. This visit then writes elsewhere.
 */
export function earlierDrafts() {
  const found = [];
  for (const key of Object.keys(sessionStorage)) {
    const parts = key.startsWith(PREFIX) && /^(new|\d+)(?::(\d+))?$/.exec(key.slice(PREFIX.length));
    if (!parts) continue;
    slot = Math.max(slot, Number(parts[2] ?? 0) + 1);
    const content = contentOf(key);
    if (content) found.push({ ...content, key, version: parts[1] === "new" ? null : Number(parts[1]), at: Number(parts[2] ?? 0) });
  }
  return found.sort((a, b) => b.at - a.at);
}

function contentOf(key) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key));
    return kept?.patch || kept?.design ? kept : null;
  } catch {
    return null;
  }
}

/** Forget the edits of this visit on top of a version: they are saved or merged. */
export const dropDraft = (version) => sessionStorage.removeItem(name(version));

export const dropEarlier = (draft) => sessionStorage.removeItem(draft.key);
