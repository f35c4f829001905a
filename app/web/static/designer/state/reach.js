// Which parts of the server this person may design, where that is not all of it.
import { computed } from "../../lib/html.js";
import { channelOf, roleOf } from "../model/design.js";
import { firstBeyond, isPlace, reaches } from "../model/reach.js";
import { canEdit, design, guardEdits, saved } from "./document.js";
import { objects } from "./page.js";
import { tell } from "./notice.js";
import { section, selectedThings } from "./selection.js";

export const BEYOND = "Your right to design does not cover it";

export const isLimited = objects !== null;
export const reached = (list, key) => reaches(objects, list, key, design.value);
export const mayEdit = (list, keys) => canEdit.value && keys.every((key) => reached(list, key));
/** Whether it may be moved about, and others made beside it. */
export const isMovable = (key) => canEdit.value && isPlace(objects, channelOf(design.value, key)?.parent);
export const mayAddTo = (category) => canEdit.value && isPlace(objects, category);
export const mayEditAll = computed(() => canEdit.value && !isLimited);

/** Whether what the inspector or the form shows may be edited. */
export const editableHere = computed(() => {
  if (!canEdit.value || !isLimited) return canEdit.value;
  const things = selectedThings.value;
  return (section.value === "channels" || section.value === "roles") && things.length > 0
    && things.every((one) => reached(section.value, one.key));
});

/** What the parts are called, as far as the design has them. */
export const coveredNames = computed(() => [...(objects ?? [])].map((name) => {
  const [kind, key] = [name.slice(0, name.indexOf(":")), name.slice(name.indexOf(":") + 1)];
  const found = kind === "role" ? roleOf(design.value, key) : channelOf(design.value, key);
  return found && (kind === "role" ? `@${found.name}` : found.name);
}).filter(Boolean));

/** What of this would lie beyond the parts, and did not before. */
export function refusal(next) {
  const sentence = firstBeyond(objects, saved.peek().design, next);
  return sentence && sentence !== firstBeyond(objects, saved.peek().design, design.peek()) ? sentence : "";
}

if (isLimited) {
  guardEdits((next) => {
    const sentence = refusal(next);
    if (sentence) tell(`${sentence} Your right to design covers other parts of this server only, so nothing was done.`);
    return Boolean(sentence);
  });
}
