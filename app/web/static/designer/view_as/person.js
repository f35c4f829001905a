// The person through whose eyes the design is looked at, and what they can do in each channel.
import { computed, signal } from "../../lib/html.js";
import { EVERYONE, isVoice, roleOf } from "../model/design.js";
import { actual, verdictOf } from "../state/as_left.js";
import { design } from "../state/document.js";
import { rules } from "../state/page.js";

/** null: nobody. {roles: [keys], member: {id, name}|null} */
export const viewAs = signal(null);
export const hideUnseen = signal(false);

export const person = computed(() => viewAs.value && {
  roles: new Set(viewAs.value.roles.filter((key) => key !== EVERYONE && roleOf(design.value, key))),
  member: viewAs.value.member?.id ?? null, owner: viewAs.value.owner ?? false, timedOut: false,
});

/** By channel key: "open", "locked" (seen, but no writing or talking), "hidden", or "unknown"; empty for nobody. */
export const sight = computed(() => {
  const seen = new Map();
  if (!person.value) return seen;
  for (const channel of actual.value.channels) seen.set(channel.key, sightOf(channel));
  // A category shows when it holds something that is seen.
  for (const channel of design.value.channels) {
    if (channel.parent === null || seen.get(channel.key) === "hidden") continue;
    if (seen.get(channel.key) !== "unknown") seen.set(channel.parent, "open");
    else if (seen.get(channel.parent) === "hidden") seen.set(channel.parent, "unknown");
  }
  return seen;
});

function sightOf(channel) {
  const act = isVoice(channel) ? rules.CONNECT : rules.SEND;
  const view = verdictOf(person.value, rules.VIEW, channel);
  if (view === null) return "unknown";
  if (!view.allowed) return "hidden";
  const acts = rules.usable(actual.value, person.value, channel) & act;
  return acts ? "open" : verdictOf(person.value, act, channel) === null ? "unknown" : "locked";
}

export function viewTitle() {
  const who = viewAs.value;
  if (!who) return "";
  if (who.member) return who.member.name;
  const names = who.roles.map((key) => roleOf(design.value, key)?.name).filter(Boolean);
  return names.length ? names.join(" + ") : "@everyone";
}
