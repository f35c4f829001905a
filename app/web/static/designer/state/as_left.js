// The design as it will hold: what it leaves to people is what the server has now.
import { computed } from "../../lib/html.js";
import { EVERYONE } from "../model/design.js";
import { explain } from "../model/explanation.js";
import { asLeft, isLeft, thingAsLeft } from "../model/left_to_people.js";
import { design } from "./document.js";
import { live, rules } from "./page.js";

const liveDesign = () => live.value?.design ?? null;
const completed = computed(() => asLeft(design.value, liveDesign()));

/** For reckoning who may do what; never to be saved. */
export const actual = computed(() => completed.value.design);
export const isKnown = (section, key) => !completed.value.unknown.has(`${section}:${key}`);
/** Whether the live value of a field that is left to people can be told. */
export const isServerRead = () => liveDesign() !== null;
export const left = (section, thing, field) => isLeft(design.value, section, thing, field);
export const shownThing = (section, thing) => thingAsLeft(design.value, liveDesign(), section, thing);

/** Whether all that a person holds is known. */
export const isPersonKnown = (person) => [EVERYONE, ...person.roles].every((key) => isKnown("roles", key));

/** The last verdict about a permission in a channel of `actual`, or null while it is not known. */
export function verdictOf(person, value, channel) {
  if (!isKnown("channels", channel.key) && !person.owner) return null;
  const last = explain(rules, actual.value, person, value, channel).at(-1);
  const open = last.rule === "not_granted" || last.rule === "gate";
  return open && !isPersonKnown(person) ? null : last;
}
