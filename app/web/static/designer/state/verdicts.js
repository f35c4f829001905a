// What a person may do on the design as it will hold, as far as that is known.
import { EVERYONE } from "../model/design.js";
import { explain } from "../model/explanation.js";
import { permissionRules } from "../model/permissions.js";
import { actual, isKnown } from "./as_left.js";
import { registry } from "./page.js";

export const rules = permissionRules(registry);

/** Whether all that a person holds is known. */
export const isPersonKnown = (person) => [EVERYONE, ...person.roles].every((key) => isKnown("roles", key));

/** The last verdict about a permission in a channel of `actual`, or null while it is not known. */
export function verdictOf(person, value, channel) {
  if (!isKnown("channels", channel.key) && !person.owner) return null;
  const last = explain(rules, actual.value, person, value, channel).at(-1);
  const open = last.rule === "not_granted" || last.rule === "gate";
  return open && !isPersonKnown(person) ? null : last;
}
