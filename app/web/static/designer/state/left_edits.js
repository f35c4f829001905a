// Edits of what the design leaves to people: they are kept, and no plan carries them out.
import { computed } from "../../lib/html.js";
import { editsOfLeft, taken } from "../model/left_to_people.js";
import { changes, design, edit, seal } from "./document.js";
import { registry } from "./page.js";

export const leftEdits = computed(() => editsOfLeft(design.value, changes.value));

/** The design decides about all of them, as they were edited. */
export function takeLeftEdits() {
  edit("Let the design decide", (now) => leftEdits.peek().reduce(
    (next, { section, key, field }) => taken(next, registry, section, key, field), now));
  seal();
}
