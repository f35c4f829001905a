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

/** The plan that would be run: the part that is ticked has findings and reviews of its own. */
export function planInForce(view, selection) {
  return (selection.whole.value ? null : selection.answer.value?.plan) ?? view;
}

/** Whether somebody else has to approve what would be run, and has not yet. */
export function needsOther(plan) {
  const policy = plan.review_policy;
  return Boolean(policy?.two_person) && policy.have < policy.need;
}

/** Why it cannot be run now, as a sentence; empty when it can. */
export function hindrance({ view, selection, mayRun, stale }) {
  const plan = planInForce(view, selection);
  if (!mayRun) {
    const right = view.rollback_of ? "Roll back" : "Apply";
    return `You can look at this plan and send its link. Running it needs the right ${right}.`;
  }
  if (stale) return "The server has changed since this plan was made. Plan again first.";
  if (view.empty) return "There is nothing to run.";
  if (!selection.ticked.value.size) return "Nothing is ticked.";
  if (plan.blocked) return "A finding keeps this plan from running. Do what it says, then press “I have done it”.";
  const [first] = selection.unallowed.value;
  if (first) return `${first.title} is needed by what you ticked. Allow it, or leave that out.`;
  if (selection.failed.value) return selection.failed.value.detail || "This part could not be worked out.";
  if (plan.review_policy?.rejected) return "Somebody has rejected this plan. They can take it back, or you plan something else.";
  if (selection.whole.value && needsOther(plan)) return "Somebody else must approve this plan first.";
  return "";
}
