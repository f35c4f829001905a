// Names of members by id, learned while searching. Nobody has to know an id.
import { signal } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { path } from "../state/page.js";

export const memberNames = signal(new Map());

/** -> [{id, name, avatar_url}] */
export async function searchMembers(query) {
  const answer = await api.get(path(`/members?query=${encodeURIComponent(query)}`));
  const found = (answer.items ?? answer).map((one) => ({
    id: String(one.user_id ?? one.id), name: one.display_name ?? one.name, avatar: one.avatar_url ?? null,
    roles: one.roles ?? [],
  }));
  memberNames.value = new Map([...memberNames.value, ...found.map((one) => [one.id, one.name])]);
  return found;
}
