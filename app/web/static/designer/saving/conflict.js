// Somebody saved while we were editing: what they changed, where both changed the same, and the merge.
import { html, useState } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { say, sayAround, sayCounted } from "../../lib/say.js";
import { relative } from "../ui/when.js";
import { differences, label } from "../model/differences.js";
import { merged } from "../model/merge.js";
import { becomeSaved, design, edit, saved } from "../state/document.js";
import { dropDraft } from "../state/draft.js";
import { path } from "../state/page.js";
import { tell } from "../state/notice.js";
import { openDialog } from "../ui/dialog_host.js";
import { authorName } from "./author.js";
import { ChangeList, shown } from "./change_list.js";

/** `taken(latest)` is asked first: a promise where the latest version turns out to be this save, and no conflict is left. */
export async function openConflict(message, saveAgain, taken) {
  try {
    const latest = await api.get(path("/design"));
    const done = taken(latest);
    if (done) return await done;
    openDialog(say("Somebody saved in the meantime"), Conflict, { wide: true, props: { latest, message, saveAgain } });
  } catch (error) {
    tell(error.detail ?? say("The newer version could not be read. Your edits are still here."), { kind: "error" });
  }
}

function Conflict({ latest, message, saveAgain, close }) {
  const [choices, setChoices] = useState({});
  const base = saved.value.design;
  const { conflicts } = merged(base, design.value, latest.design);
  const take = (andSave) => {
    const before = saved.peek();
    const mine = design.peek();
    dropDraft(before.version);
    becomeSaved(latest);
    edit(say("Merge with version {version}", { version: latest.version }), () => merged(before.design, mine, latest.design, choices).design);
    close();
    if (andSave) saveAgain(message);
    else tell(say("Merged with version {version}. Nothing is saved yet.", { version: latest.version }));
  };
  const theirs = {
    who: html`<strong>${authorName(latest)}</strong>`, version: latest.version, when: relative(latest.saved_at), message: latest.message,
  };
  return html`<div class="dialog-body stack">
    <p>${latest.message
      ? sayAround("{who} saved version {version} {when}: \u201c{message}\u201d. Nothing of yours is lost.", theirs)
      : sayAround("{who} saved version {version} {when}. Nothing of yours is lost.", theirs)}</p>
    <details open=${conflicts.length === 0}><summary>${say("What they changed")}</summary><${ChangeList} entries=${differences(base, latest.design)} to=${latest.design} from=${base} /></details>
    ${conflicts.length > 0 ? html`<h3>${sayCounted(conflicts.length, "Both of you changed this", "Both of you changed these {number}")}</h3>
      ${conflicts.map((one) => html`<${Choice} key=${one.id} conflict=${one} chosen=${choices[one.id] ?? "mine"}
        choose=${(side) => setChoices({ ...choices, [one.id]: side })} />`)}`
      : html`<p>${say("You did not change the same things, so both can be kept.")}</p>`}
    <footer class="dialog-buttons">
      <button type="button" class="button" onClick=${close}>${say("Not now")}</button>
      <button type="button" class="button" onClick=${() => take(false)}>${say("Merge and look")}</button>
      <button type="button" class="button button-primary" onClick=${() => take(true)}>${say("Merge and save")}</button></footer>
  </div>`;
}

export function Choice({ conflict, chosen, choose, titles = [say("Keep mine"), say("Take theirs")] }) {
  const side = (value, title, content) => html`<label class=${`choice${chosen === value ? " is-chosen" : ""}`}>
    <input type="radio" name=${conflict.id} value=${value} checked=${chosen === value} onChange=${() => choose(value)} />
    <span><strong>${title}</strong><br /><span class="choice-value">${told(content)}</span></span></label>`;
  return html`<fieldset class="conflict"><legend>${title(conflict)}</legend>
    <p class="field-hint">${say("Before: {value}", { value: told(conflict.base) })}</p>
    <div class="choices">${side("mine", titles[0], conflict.mine)}${side("theirs", titles[1], conflict.theirs)}</div></fieldset>`;
}

const title = ({ section, name, field }) =>
  [name ?? label(section), field && fieldName(field)].filter(Boolean).join(": ");

/** Of access, each role or member is a field of its own: `access role:helper`. */
const fieldName = (field) => (field.startsWith("access role:")
  ? say("access of {role}", { role: field.slice("access role:".length).replaceAll("_", " ") }) : label(field));

const told = (value) => (value === undefined ? say("not there") : shown(value?.name ?? value));
