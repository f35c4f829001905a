// Through whose eyes the design is looked at. What they see is reckoned by view_as/person.js, which
// comes when somebody first looks.
import { computed, signal } from "../../lib/html.js";
import { roleOf } from "../model/design.js";
import { design } from "./document.js";

/** null: nobody. {roles: [keys], member: {id, name}|null} */
export const viewAs = signal(null);
export const hideUnseen = signal(false);

/** How sight is reckoned: () => Map, which reads signals; or null as long as nobody has looked. */
export const reckoning = signal(null);
const NOBODY = new Map();

/** By channel key: "open", "locked" (seen, but no writing or talking), "hidden", or "unknown"; empty for nobody. */
export const sight = computed(() => (viewAs.value && reckoning.value ? reckoning.value() : NOBODY));

export function viewTitle() {
  const who = viewAs.value;
  if (!who) return "";
  if (who.member) return who.member.name;
  const names = who.roles.map((key) => roleOf(design.value, key)?.name).filter(Boolean);
  return names.length ? names.join(" + ") : "@everyone";
}
