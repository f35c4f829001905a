// What was typed as YAML, on its way into the design and into the next version.
import { computed, signal } from "../../lib/html.js";
import { design, isDirty, saved } from "./document.js";
import { guild, user } from "./page.js";

/** Where the tab keeps text that was not applied, so that a reload does not lose it; each person's apart. */
export const KEPT_TEXT = `guildwright:yaml:${guild}:${user}`;

/**
 * null, or a function that takes over what was typed but not applied: () => Promise of whether it was valid.
 * It raises ApiError where nobody could say.
 */
export const takeOverText = signal(null);

/**
 * The text that was applied last and the design it gave, so that its comments reach the version.
 * `comments`: something was applied that is no part of the design, so no undo of an edit takes it back.
 */
export const appliedText = signal(null); // {text, of, comments}

/** The comments, or how the text is set, differ from those of the version. */
export const commentsDiffer = computed(() => {
  const applied = appliedText.value;
  return applied !== null && applied.text !== saved.value.text
    && (applied.comments || (applied.of === design.value && !isDirty.value));
});

export const isUnsaved = computed(() => isDirty.value || commentsDiffer.value);
