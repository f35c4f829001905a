// Which parts of the server this person may design, where that is not all of it. What it takes to tell is
// loaded for those alone whose right is limited.
import { computed } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { channelOf } from "../model/design.js";
import { canEdit, design, guardEdits, saved } from "./document.js";
import { objects } from "./page.js";
import { tell } from "./notice.js";
import { section, selectedThings } from "./selection.js";

export const BEYOND = say("Your right to design does not cover it");
export const isLimited = objects !== null;
const rules = isLimited ? await import("../model/reach.js") : null;

export const reached = (list, key) => !rules || rules.reaches(objects, list, key, design.value);
export const mayEdit = (list, keys) => canEdit.value && keys.every((key) => reached(list, key));
export const mayAddTo = (category) => canEdit.value && (!rules || rules.isPlace(objects, category));
/** Whether it may be moved about, and others made beside it. */
export const isMovable = (key) => mayAddTo(channelOf(design.value, key)?.parent);
export const mayEditAll = computed(() => canEdit.value && !isLimited);

/** Whether what the inspector or the form shows may be edited. */
export const editableHere = computed(() => {
  if (!canEdit.value || !isLimited) return canEdit.value;
  const things = selectedThings.value;
  return things.length > 0 && things.every((one) => reached(section.value, one.key));
});

/** What of this would lie beyond the parts, and did not before. */
export function refusal(next) {
  const beyond = (after) => rules?.firstBeyond(objects, saved.peek().design, after) ?? "";
  const sentence = beyond(next);
  return sentence && sentence !== beyond(design.peek()) ? sentence : "";
}

if (isLimited) {
  guardEdits((next) => {
    const sentence = refusal(next);
    if (sentence) tell(`${sentence} ${say("Your right to design covers other parts of this server only, so nothing was done.")}`);
    return Boolean(sentence);
  });
}
