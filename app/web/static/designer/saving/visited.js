// A version that a link leads to (`?version=3`). Who may edit sees it as an edit over the latest
// version, which can be undone or saved; who may only look sees that version itself.
import { html } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { offered, visited } from "../loading.js";
import { reusing } from "../model/reusing.js";
import { canEdit, design, edit, open, saved } from "../state/document.js";
import { tell } from "../state/notice.js";
import { path } from "../state/page.js";
import { relative } from "../ui/when.js";
import { authorName } from "./author.js";
import { takeUp } from "./take_up.js";

export async function visit(number) {
  // A reload offers what is unsaved by then, and does not lay the version over it again.
  history.replaceState(null, "", location.pathname + location.hash);
  const latest = saved.peek();
  if (latest.version === null || number === latest.version) return;
  try {
    await show(await api.get(path(`/versions/${number}`)), latest);
  } catch (error) {
    tell([error.detail ?? "That version could not be read.", error.remedy].filter(Boolean).join(" "), { kind: "error" });
  }
}

async function show(version, latest) {
  const draft = offered.peek().length > 0;
  if (!canEdit.peek()) open(version);
  else if (draft) await takeUp({ ask: false });
  const before = design.peek();
  if (canEdit.peek()) edit(`Show version ${version.version}`, (now) => reusing(now, version.design));
  if (canEdit.peek() && design.peek() === before) tell(`Version ${version.version} says the same as what is here.`);
  else visited.value = { version, latest, before, draft };
}

function leave() {
  const { version, latest, before } = visited.value;
  if (canEdit.peek()) edit(`Leave version ${version.version}`, () => before);
  else open(latest);
  visited.value = null;
}

/** Above the tree while the version is looked at; gone once it is undone or saved. */
export function VisitedBanner() {
  const { version, latest, before, draft } = visited.value;
  const number = version.version, edits = canEdit.value;
  if (edits && (design.value === before || saved.value.version !== latest.version)) return null;
  return html`<div class="banner is-offer" role="region" aria-label="An older version">
    <p><strong>This is version ${number}</strong>, saved by ${authorName(version)} ${relative(version.saved_at)}${version.message ? html`: \u201c${version.message}\u201d` : ""}.
      The latest is version ${latest.version}. ${edits && `Nothing is changed by looking: save to bring this one back${draft ? "; your unsaved edits lie underneath" : ""}.`}</p>
    <button type="button" class="button" onClick=${leave}>Back to ${draft ? "my edits" : `version ${latest.version}`}</button></div>`;
}
