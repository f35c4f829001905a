// What was typed as YAML, on its way into the design and into the next version.
import { signal } from "../../lib/html.js";

/** null, or a function that takes over what was typed but not applied: () => Promise of whether it was valid. */
export const takeOverText = signal(null);

/** The text that was applied last and the design it gave, so that its comments reach the version. */
export const appliedText = signal(null); // {text, of}
