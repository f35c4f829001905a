// The design as it will hold: what it leaves to people is what the server has now.
import { computed } from "../../lib/html.js";
import { asLeft, editsOfLeft, isLeft, thingAsLeft } from "../model/left_to_people.js";
import { changes, design } from "./document.js";
import { live } from "./page.js";

const liveDesign = () => live.value?.design ?? null;
const completed = computed(() => asLeft(design.value, liveDesign()));

/** For reckoning who may do what; never to be saved. */
export const actual = computed(() => completed.value.design);
export const isKnown = (section, key) => !completed.value.unknown.has(`${section}:${key}`);
/** Whether the live value of a field that is left to people can be told. */
export const isServerRead = () => liveDesign() !== null;
export const left = (section, thing, field) => isLeft(design.value, section, thing, field);
export const shownThing = (section, thing) => thingAsLeft(design.value, liveDesign(), section, thing);

/** Edits of what the design leaves to people: they are kept, and no plan carries them out. */
export const leftEdits = computed(() => editsOfLeft(design.value, changes.value));
