import { say, sayCounted } from "../../lib/say.js";
import { rightLabel } from "../parts/read_only.js";
import { channels, listed, losses, roles, rules } from "../parts/words.js";

const COUNTED = { role: roles, channel: channels, rule: rules };

/** `Delete 1 channel and 2 roles`, from the destructive changes that were allowed. */
function lost(changes) {
  const deletions = changes.filter((change) => change.kind === "delete");
  const deleted = new Map();
  for (const { subject } of deletions) deleted.set(subject, (deleted.get(subject) ?? 0) + 1);
  const things = listed([...deleted].map(([subject, number]) => COUNTED[subject](number)));
  const others = losses(changes.length - deletions.length);
  if (deletions.length === changes.length) return say("Delete {things}", { things });
  return things ? say("Delete {things}, accept {losses}", { things, losses: others }) : say("Accept {losses}", { losses: others });
}

function losing(what, part, rollback) {
  const parts = { what, ...part };
  if (!part) return rollback ? say("{what} and roll back", parts) : say("{what} and run", parts);
  return rollback
    ? sayCounted(part.total, "{what} and roll back {number} of {total} changes", "{what} and roll back {number} of {total} changes", parts)
    : sayCounted(part.total, "{what} and run {number} of {total} changes", "{what} and run {number} of {total} changes", parts);
}

/** What the main button says: the verb and the object. */
export function buttonText({ confirmed, chosen, total, rollback }) {
  const part = chosen < total && { number: chosen, total };
  if (confirmed.length) return losing(lost(confirmed), part, rollback);
  if (!part) return rollback ? say("Approve and roll back") : say("Approve and run");
  return rollback
    ? sayCounted(part.total, "Roll back {number} of {total} changes", "Roll back {number} of {total} changes", part)
    : sayCounted(part.total, "Run {number} of {total} changes", "Run {number} of {total} changes", part);
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
    const right = rightLabel(view.rollback_of ? "rollback" : "apply");
    return say("You can look at this plan and send its link. Running it needs the right {right}.", { right });
  }
  if (stale) return say("The server has changed since this plan was made. Plan again first.");
  if (view.empty) return say("There is nothing to run.");
  if (!selection.ticked.value.size) return say("Nothing is ticked.");
  if (plan.blocked) return say("A finding keeps this plan from running. Do what it says, then press “I have done it”.");
  const [first] = selection.unallowed.value;
  if (first) return say("{what} is needed by what you ticked. Allow it, or leave that out.", { what: first.title });
  if (selection.failed.value) return selection.failed.value.detail || say("This part could not be worked out.");
  if (plan.review_policy?.rejected) return say("Somebody has rejected this plan. They can take it back, or you plan something else.");
  if (selection.whole.value && needsOther(plan)) return say("Somebody else must approve this plan first.");
  return "";
}
