// Names of members by id, learned while searching. Nobody has to know an id.
import { signal } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { facts, live, path } from "../state/page.js";

export const memberNames = signal(new Map());

/** -> [{id, name, owner, roles}]; `roles` are keys of the design, as far as they are bound. */
export async function searchMembers(query) {
  const answer = await api.get(path(`/members?query=${encodeURIComponent(query)}`));
  const found = (answer.items ?? answer).map((one) => ({
    id: String(one.id), name: one.display_name ?? one.name,
    owner: String(live.value?.facts?.owner_id ?? "") === String(one.id), roles: keysOf(one.roles ?? []),
  }));
  memberNames.value = new Map([...memberNames.value, ...found.map((one) => [one.id, one.name])]);
  return found;
}

/** Members name their roles by Discord's ids, the design by keys; the live server knows both. */
function keysOf(ids) {
  const keys = new Map(Object.entries(facts.value).map(([key, fact]) => [String(fact.id), key]));
  return ids.map((id) => keys.get(String(id)) ?? String(id));
}
