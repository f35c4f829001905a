// The person through whose eyes the design is looked at, and what they can do in each channel.
import { computed } from "../../lib/html.js";
import { EVERYONE, isVoice, roleOf } from "../model/design.js";
import { actual } from "../state/as_left.js";
import { design } from "../state/document.js";
import { rules, verdictOf } from "../state/verdicts.js";
import { reckoning, viewAs } from "../state/view_as.js";

export const person = computed(() => viewAs.value && {
  roles: new Set(viewAs.value.roles.filter((key) => key !== EVERYONE && roleOf(design.value, key))),
  member: viewAs.value.member?.id ?? null, owner: viewAs.value.owner ?? false, timedOut: false,
});

reckoning.value = () => {
  const seen = new Map();
  for (const channel of actual.value.channels) seen.set(channel.key, sightOf(channel));
  // A category shows when it holds something that is seen.
  for (const channel of design.value.channels) {
    if (channel.parent === null || seen.get(channel.key) === "hidden") continue;
    if (seen.get(channel.key) !== "unknown") seen.set(channel.parent, "open");
    else if (seen.get(channel.parent) === "hidden") seen.set(channel.parent, "unknown");
  }
  return seen;
};

function sightOf(channel) {
  const act = isVoice(channel) ? rules.CONNECT : rules.SEND;
  const view = verdictOf(person.value, rules.VIEW, channel);
  if (view === null) return "unknown";
  if (!view.allowed) return "hidden";
  const acts = rules.usable(actual.value, person.value, channel) & act;
  return acts ? "open" : verdictOf(person.value, act, channel) === null ? "unknown" : "locked";
}
