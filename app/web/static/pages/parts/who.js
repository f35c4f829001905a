import { self } from "./place.js";

/** What to call whoever did something; never a bare id. Takes what the API gives for a person. */
export function who(actor, otherwise = "somebody") {
  if (!actor) return otherwise;
  if (typeof actor === "object" && self && actor.id === self) return "you";
  if (typeof actor === "object") return actor.display_name || actor.name || who(actor.actor, otherwise);
  if (actor === `user:${self}` || actor === self) return "you";
  if (actor === "operator") return "the operator";
  return /^(user:)?\d+$/.test(actor) ? otherwise : actor;
}
