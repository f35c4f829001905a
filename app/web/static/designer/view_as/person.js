// The person through whose eyes the design is looked at, and what they can do in each channel.
import { computed, signal } from "../../lib/html.js";
import { EVERYONE, isVoice, roleOf } from "../model/design.js";
import { design } from "../state/document.js";
import { rules } from "../state/page.js";

/** null: nobody. {roles: [keys], member: {id, name}|null} */
export const viewAs = signal(null);
export const hideUnseen = signal(false);

export const person = computed(() => viewAs.value && {
  roles: new Set(viewAs.value.roles.filter((key) => key !== EVERYONE && roleOf(design.value, key))),
  member: viewAs.value.member?.id ?? null, owner: viewAs.value.owner ?? false, timedOut: false,
});

/** By channel key: "open", "locked" (seen, but no writing or talking) or "hidden"; empty for nobody. */
export const sight = computed(() => {
  const seen = new Map();
  if (!person.value) return seen;
  for (const channel of design.value.channels) {
    const bits = rules.usable(design.value, person.value, channel);
    const acts = bits & (isVoice(channel) ? rules.CONNECT : rules.SEND);
    seen.set(channel.key, !(bits & rules.VIEW) ? "hidden" : acts ? "open" : "locked");
  }
  // A category shows when it holds something that is seen.
  for (const channel of design.value.channels) {
    if (channel.parent !== null && seen.get(channel.key) !== "hidden") seen.set(channel.parent, "open");
  }
  return seen;
});

export function viewTitle() {
  const who = viewAs.value;
  if (!who) return "";
  if (who.member) return who.member.name;
  const names = who.roles.map((key) => roleOf(design.value, key)?.name).filter(Boolean);
  return names.length ? names.join(" + ") : "@everyone";
}
