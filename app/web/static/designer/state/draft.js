// Unsaved edits are kept in this tab per guild and version, so that a reload or a lost sign-in loses nothing.
import { effect } from "../../lib/html.js";
import { design, isDirty, phase, saved } from "./document.js";
import { guild } from "./page.js";

const name = (version) => `guildwright:draft:${guild}:${version ?? "new"}`;
const PAUSE_MS = 250;
let timer = 0;

export function keepDraft() {
  const write = () => {
    clearTimeout(timer);
    if (phase.peek() !== "ready") return;
    const key = name(saved.peek().version);
    try {
      if (isDirty.peek()) sessionStorage.setItem(key, JSON.stringify(design.peek()));
      else sessionStorage.removeItem(key);
    } catch {
      // A full store keeps what it has; the page itself still holds the edits.
    }
  };
  effect(() => {
    void design.value, void saved.value, void phase.value;
    clearTimeout(timer);
    timer = setTimeout(write, PAUSE_MS);
  });
  addEventListener("pagehide", write);
}

/** What was left unsaved on top of this version, or null. */
export function draftOf(version) {
  try {
    const text = sessionStorage.getItem(name(version));
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

export const dropDraft = (version) => sessionStorage.removeItem(name(version));
