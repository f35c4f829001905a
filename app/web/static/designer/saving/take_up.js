// Take up what earlier visits left unsaved: together with what was edited since, asking where both differ.
import { html, useState } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { say } from "../../lib/say.js";
import { offered } from "../loading.js";
import { emptyDesign, same } from "../model/design.js";
import { merged } from "../model/merge.js";
import { patched } from "../model/patch.js";
import { design, edit, saved } from "../state/document.js";
import { dropEarlier, writeDraft } from "../state/draft.js";
import { path } from "../state/page.js";
import { appliedText, commentsDiffer } from "../state/pending.js";
import { tell } from "../state/notice.js";
import { openDialog } from "../ui/dialog_host.js";
import { Choice } from "./conflict.js";

const TEXT = "text";

/** One draft after the other. Where it has to ask it stops; what is not taken up yet stays offered. */
export async function takeUp({ ask = true } = {}) {
  while (offered.peek().length) {
    const [draft] = offered.peek();
    let base;
    try {
      base = await baseOf(draft);
    } catch (error) {
      return tell(error.detail ?? say("The version those edits were made on could not be read. They are still kept."), { kind: "error" });
    }
    if (draft !== offered.peek()[0]) return undefined;
    draft.design ??= patched(base, draft.patch);
    if (together(base, draft).conflicts.length) {
      return ask ? openDialog(say("Both visits changed the same"), Both, { wide: true, props: { base, draft } }) : undefined;
    }
    if (!take(base, draft)) return undefined;
  }
  return undefined;
}

async function baseOf({ version }) {
  if (version === saved.peek().version) return saved.peek().design;
  return version === null ? emptyDesign() : (await api.get(path(`/versions/${version}`))).design;
}

function together(base, draft, choices = {}) {
  const now = design.peek();
  const both = now === base ? { design: draft.design, conflicts: [] } : merged(base, now, draft.design, choices);
  return { ...both, conflicts: [...both.conflicts, ...textConflict(draft)] };
}

/** Comments of two texts are not merged: one of the texts stays. */
function textConflict({ text }) {
  if (!text || !commentsDiffer.peek() || appliedText.peek().text === text) return [];
  return [{ id: TEXT, section: TEXT, name: say("Comments of the YAML"), field: null, base: undefined,
    mine: firstDifference(appliedText.peek().text, text), theirs: firstDifference(text, appliedText.peek().text) }];
}

function firstDifference(text, other) {
  const lines = other.split("\n");
  return text.split("\n").find((line, at) => line !== lines[at]) ?? "";
}

function take(base, draft, choices = {}) {
  const both = together(base, draft, choices);
  const asked = both.conflicts.some((one) => one.id === TEXT);
  const now = edit(say("Unsaved edits"), (before) => (same(before, both.design) ? before : both.design));
  if (draft.text && (!asked || choices[TEXT] === "theirs")) {
    appliedText.value = { text: draft.text, of: same(now, draft.design) ? now : null, comments: true };
  }
  if (!writeDraft()) {
    tell(say("The edits are here again, but this tab is too full to keep them over a reload. Save them soon."), { kind: "error" });
  } else dropEarlier(draft);
  offered.value = offered.peek().filter((one) => one !== draft);
  return true;
}

function Both({ base, draft, close }) {
  const [choices, setChoices] = useState({});
  const { conflicts } = together(base, draft);
  const go = () => { close(); take(base, draft, choices); takeUp(); };
  return html`<div class="dialog-body stack">
    <p>${say("What was edited since and the edits from before differ here. Everything else is kept from both.")}</p>
    ${conflicts.map((one) => html`<${Choice} key=${one.id} conflict=${one} chosen=${choices[one.id] ?? "mine"}
      titles=${[say("As it is now"), say("From before")]} choose=${(side) => setChoices({ ...choices, [one.id]: side })} />`)}
    <footer class="dialog-buttons">
      <button type="button" class="button" onClick=${close}>${say("Not now")}</button>
      <button type="button" class="button button-primary" onClick=${go}>${say("Take up")}</button></footer>
  </div>`;
}
