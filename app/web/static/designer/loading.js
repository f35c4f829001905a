// Reads the latest version, offers what was left unsaved, and then looks at the server itself.
import { signal } from "../lib/html.js";
import { api } from "../lib/api.js";
import { say } from "../lib/say.js";
import { emptyDesign } from "./model/design.js";
import { watchDesign } from "./state/checking.js";
import { canEdit, open, phase } from "./state/document.js";
import { earlierDrafts, keepDraft } from "./state/draft.js";
import { watchEditors } from "./saving/editors.js";
import { live, path, rights } from "./state/page.js";
import { KEPT_TEXT } from "./state/pending.js";
import { openSection, side } from "./state/selection.js";
import { loadTheRest } from "./ui/lazy.js";
import { warnBeforeLeaving } from "./saving/save.js";

export const failure = signal("");
/** What earlier visits left unsaved in this tab and nobody decided about yet, the latest first. */
export const offered = signal([]);
/** What an import could not take over. */
export const importNotes = signal([]);
/** An older version that is looked at, with what it lies over; or null. */
export const visited = signal(null);

export async function load() {
  phase.value = "loading";
  canEdit.value = rights.has("design");
  try {
    show(await api.get(path("/design")));
    requestAnimationFrame(() => setTimeout(() => performance.mark("designer:drawn")));
  } catch (error) {
    failure.value = [error.detail, error.remedy].filter(Boolean).join(" ") || say("The design could not be read.");
    phase.value = "failed";
    return;
  }
  loadTheRest();
  watchDesign();
  keepDraft();
  warnBeforeLeaving();
  if (canEdit.value) watchEditors();
  visitFromAddress();
  try {
    live.value = await api.get(path("/live"));
  } catch {
    live.value = null; // Emoji, boosts and role facts are then not offered; the plan judges them.
  }
}

/** Open an answer of GET design: a version, or nothing yet. */
export function show(answer) {
  const drafts = canEdit.value ? earlierDrafts() : [];
  const version = answer.version === null ? { ...answer, design: emptyDesign(), text: "" } : answer;
  if (answer.version === null && !drafts.length) phase.value = "empty";
  else open(version);
  offered.value = drafts;
  if (canEdit.value && sessionStorage.getItem(KEPT_TEXT) !== null) side.value = "yaml";
  openFromAddress();
}

/** Begin a design that has no version yet with what was imported or chosen. */
export function beginWith(content, notes = []) {
  open({ version: null, design: emptyDesign(), text: "", author: null, saved_at: null }, content);
  importNotes.value = notes;
}

/** `?version=3` is where histories lead to. */
async function visitFromAddress() {
  const number = new URLSearchParams(location.search).get("version") ?? "";
  if (/^[1-9]\d{0,8}$/.test(number)) (await import("./saving/visited.js")).visit(Number(number));
}

/** `#channel:general` or `#role:helper` selects what a link is about. */
function openFromAddress() {
  const [kind, key] = decodeURIComponent(location.hash.slice(1)).split(":");
  if (kind === "channel" && key) openSection("channels", key);
  else if (kind === "role" && key) openSection("roles", key);
  else if (kind === "roles") openSection("roles");
}
