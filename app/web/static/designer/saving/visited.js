// A version that a link leads to (`?version=3`). Who may edit sees it as an edit over the latest
// version, which can be undone or saved; who may only look sees that version itself.
import { html } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { say, sayAround } from "../../lib/say.js";
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
    tell([error.detail ?? say("That version could not be read."), error.remedy].filter(Boolean).join(" "), { kind: "error" });
  }
}

async function show(version, latest) {
  const draft = offered.peek().length > 0;
  if (!canEdit.peek()) open(version);
  else if (draft) await takeUp({ ask: false });
  const before = design.peek();
  if (canEdit.peek()) edit(say("Show version {version}", { version: version.version }), (now) => reusing(now, version.design));
  if (canEdit.peek() && design.peek() === before) tell(say("Version {version} says the same as what is here.", { version: version.version }));
  else visited.value = { version, latest, before, draft };
}

function leave() {
  const { version, latest, before } = visited.value;
  if (canEdit.peek()) edit(say("Leave version {version}", { version: version.version }), () => before);
  else open(latest);
  visited.value = null;
}

/** Above the tree while the version is looked at; gone once it is undone or saved. */
export function VisitedBanner() {
  const { version, latest, before, draft } = visited.value;
  const number = version.version, edits = canEdit.value;
  if (edits && (design.value === before || saved.value.version !== latest.version)) return null;
  const parts = {
    version: html`<strong>${say("This is version {version}", { version: number })}</strong>`, who: authorName(version),
    when: relative(version.saved_at), message: version.message,
  };
  return html`<div class="banner is-offer" role="region" aria-label=${say("An older version")}>
    <p>${version.message
      ? sayAround("{version}, saved by {who} {when}: \u201c{message}\u201d.", parts) : sayAround("{version}, saved by {who} {when}.", parts)}
      ${" "}${say("The latest is version {version}.", { version: latest.version })}${edits && ` ${draft
        ? say("Nothing is changed by looking: save to bring this one back; your unsaved edits lie underneath.")
        : say("Nothing is changed by looking: save to bring this one back.")}`}</p>
    <button type="button" class="button" onClick=${leave}>${draft ? say("Back to my edits") : say("Back to version {version}", { version: latest.version })}</button></div>`;
}
