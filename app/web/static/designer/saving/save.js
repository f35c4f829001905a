// Saving a version, and going on to a plan.
import { signal } from "../../lib/html.js";
import { api, signInHere } from "../../lib/api.js";
import { say, sayAs } from "../../lib/say.js";
import { becomeSaved, canEdit, design, phase, saved } from "../state/document.js";
import { dropDraft } from "../state/draft.js";
import { guild, href, path, user } from "../state/page.js";
import { openFindings } from "../state/selection.js";
import { tell } from "../state/notice.js";
import { appliedText, isUnsaved, takeOverText } from "../state/pending.js";
import { same } from "../model/design.js";
import { placed } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { openDialog } from "../ui/dialog_host.js";
import { later } from "../ui/lazy.js";

export const saving = signal(false);
/** What was written about a version that is not saved yet, for the next try; also after signing in again. */
const UNSENT = `guildwright:message:${guild}:${user}`;
const leavingOnPurpose = signal(false);

const forms = later(() => import("./save_form.js"));

const NO_FORM = say("This could not be loaded. Your edits are still here: check your connection, then try again.");
const showForm = (title, name, props) => forms((module) => openDialog(title, module[name], { props }), () => tell(NO_FORM, { kind: "error" }));

export const showUnsaved = () => showForm(say("Not saved yet"), "UnsavedList");

export async function askToSave(then = null) {
  if (!canEdit.peek()) return undefined;
  // Nothing is awaited where nothing has to be: the next key is meant for the dialog.
  if (takeOverText.peek() && !(await textTakenOver(() => askToSave(then)))) return undefined;
  if (!isUnsaved.peek() && saved.peek().version !== null) return then ? then() : tell(say("Everything is saved."));
  return showForm(say("Save a version"), "SaveForm", { onSave: (message) => save(message, then), then, unsent: sessionStorage.getItem(UNSENT) ?? "" });
}

/** What was typed as YAML becomes part of the design first. -> whether nothing of it is left out */
async function textTakenOver(again) {
  try {
    if (await takeOverText.peek()()) return true;
    tell(say("The YAML has problems, so it is not part of the design yet. Solve them or drop the text, then save."), { kind: "error" });
  } catch (error) {
    notDone(error, again);
  }
  return false;
}

function keepMessage(message) {
  try {
    sessionStorage.setItem(UNSENT, message);
  } catch {
    // A full store keeps what it has.
  }
}

/** -> whether it was saved. `then` runs after that. */
export async function save(message, then = null) {
  const sent = design.peek(), before = saved.peek();
  saving.value = true;
  keepMessage(message);
  try {
    const answer = await api.put(path("/design"), await savedBody(sent, message), { ifMatch: before.version ?? 0 });
    await becomesVersion(answer, sent, then);
    return true;
  } catch (error) {
    await refused(error, message, then, sent);
    return false;
  } finally {
    saving.value = false;
  }
}

async function becomesVersion(answer, sent, then) {
  const before = saved.peek();
  dropDraft(before.version);
  sessionStorage.removeItem(UNSENT);
  appliedText.value = null;
  becomeSaved({ ...answer, design: sent, text: answer.text ?? before.text });
  if (then) await then();
  else tell(say("Saved as version {version}.", { version: answer.version }), { action: { label: sayAs("button", "Plan"), run: makePlan } });
}

/** What is sent: the design, or its text where somebody wrote one, so that comments stay. */
async function savedBody(design, message) {
  const applied = appliedText.peek();
  if (!applied) return { design, message };
  if (applied.of === design) return { text: applied.text, message };
  const { text } = await api.post(path("/design/check"), { design, base_text: applied.text });
  return text ? { text, message } : { design, message };
}

async function refused(error, message, then, sent) {
  if (error.code === "version_conflict") {
    const { openConflict } = await import("./conflict.js");
    const applied = appliedText.peek();
    // Of an earlier try that came through, and whose answer was lost.
    const isOurs = (latest) => same(latest.design, sent) && (!applied || latest.text === applied.text);
    return openConflict(message, (text) => save(text, then), (latest) => isOurs(latest) && becomesVersion(latest, sent, then));
  }
  if (error.problems?.length) {
    problems.value = placed(error.problems, sent);
    openFindings();
    return tell(say("This design cannot be saved yet: see what is wrong with it."), { kind: "error" });
  }
  return notDone(error, () => save(message, then));
}

/** Says why something was not done, and offers to sign in or to try it again. */
export function notDone(error, again) {
  if (error.status === 401) {
    return tell(say("You are signed out. Your edits stay in this tab and are offered again after you sign in."), { kind: "error", action: { label: say("Sign in"), run: signIn } });
  }
  const text = [error.detail ?? say("The design could not be saved."), error.remedy ?? say("Your edits are still here.")].filter(Boolean).join(" ");
  return tell(text, { kind: "error", action: { label: say("Try again"), run: again } });
}

function signIn() {
  leavingOnPurpose.value = true;
  location.assign(signInHere());
}

export const planning = signal(false);

/** Make a plan from the saved version and go to it; unsaved edits are saved first. */
export async function makePlan() {
  if (isUnsaved.peek() || takeOverText.peek() || saved.peek().version === null) return askToSave(makePlan);
  planning.value = true;
  try {
    const plan = await api.post(path("/plans"), { version: saved.peek().version });
    leavingOnPurpose.value = true;
    location.assign(href(`/plans/${plan.hash}`));
  } catch (error) {
    planning.value = false;
    tell([error.detail ?? say("No plan could be made just now."), error.remedy].filter(Boolean).join(" "), { kind: "error", action: { label: say("Try again"), run: makePlan } });
  }
  return undefined;
}

/** Asks before the page is left with unsaved edits. They are kept in the tab all the same. */
export function warnBeforeLeaving() {
  // Browsers bring a page back as it was left, on its way to the plan.
  addEventListener("pageshow", () => { planning.value = leavingOnPurpose.value = false; });
  addEventListener("beforeunload", (event) => {
    if (phase.peek() === "ready" && (isUnsaved.peek() || takeOverText.peek()) && !leavingOnPurpose.peek()) event.preventDefault();
  });
}
