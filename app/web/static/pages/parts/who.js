import { say, toSay } from "../../lib/say.js";
import { self } from "./place.js";

const WITHOUT_NAME = { operator: toSay("the operator"), worker: "Guildwright" };

/**
 * What to call whoever did something; never a bare id. Takes what the API gives for a person, or an
 * actor with the name that stands beside it (`made_by`, `made_by_name`).
 */
export function who(actor, name = "") {
  if (!actor) return name || say("somebody");
  if (typeof actor === "object") {
    return self && actor.id === self ? say("you") : actor.display_name || actor.name || who(actor.actor, name);
  }
  if (self && (actor === `user:${self}` || actor === self)) return say("you");
  if (name) return name;
  return say(WITHOUT_NAME[actor] ?? (/^(user:)?\d+$/.test(actor) ? toSay("somebody") : actor));
}
