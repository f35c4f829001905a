import { counted, listed } from "../parts/words.js";
import { subjectWord } from "./change.js";

const plural = (word) => (word.endsWith("y") ? `${word.slice(0, -1)}ies` : `${word}s`);

/** `Delete 1 channel and 2 roles`, from the destructive changes that were allowed. */
function losses(changes) {
  const deleted = new Map();
  for (const one of changes.filter((change) => change.kind === "delete")) {
    const word = subjectWord(one.subject);
    deleted.set(word, (deleted.get(word) ?? 0) + 1);
  }
  const parts = [...deleted].map(([word, number]) => counted(number, word, plural(word)));
  const others = changes.length - changes.filter((change) => change.kind === "delete").length;
  const said = parts.length ? `Delete ${listed(parts)}` : "";
  if (!others) return said;
  return said ? `${said}, accept ${counted(others, "loss", "losses")}` : `Accept ${counted(others, "loss", "losses")}`;
}

/** What the main button says: the verb and the object. */
export function buttonText({ confirmed, chosen, total, rollback }) {
  const run = rollback ? "roll back" : "run";
  if (confirmed.length) {
    const rest = chosen < total ? `${run} ${chosen} of ${total} changes` : run;
    return `${losses(confirmed)} and ${rest}`;
  }
  if (chosen < total) return `${rollback ? "Roll back" : "Run"} ${chosen} of ${total} changes`;
  return rollback ? "Approve and roll back" : "Approve and run";
}

/** A part may leave out what a finding is about; its own plan says so. */
function blockedNow(view, selection) {
  const part = selection.whole.value ? null : selection.answer.value?.plan;
  return part ? part.blocked : view.blocked;
}

/** Why it cannot be run now, as a sentence; empty when it can. */
export function hindrance({ view, selection, mayRun, stale }) {
  if (!mayRun) return "You can look at this plan and send its link. Running it needs the rights Approve and Apply.";
  if (stale) return "The server has changed since this plan was made. Plan again first.";
  if (view.empty) return "There is nothing to run.";
  if (blockedNow(view, selection)) return "A finding keeps this plan from running. Do what it says, then press “I have done it”.";
  if (!selection.ticked.value.size) return "Nothing is ticked.";
  const [first] = selection.unallowed.value;
  if (first) return `${first.title} is needed by what you ticked. Allow it, or leave that out.`;
  if (selection.failed.value) return selection.failed.value.detail || "This part could not be worked out.";
  return "";
}
