// What is ticked, and what must come along. Ids of changes are stable for the same difference, so
// ticks outlive planning again.
import { computed, signal } from "../../lib/html.js";

/** Everything that `ids` need, themselves included, by what each change says it needs. */
export function closureOf(ids, needs) {
  const found = new Set(ids);
  const open = [...ids];
  while (open.length) {
    for (const one of needs.get(open.pop()) ?? []) {
      if (!found.has(one)) {
        found.add(one);
        open.push(one);
      }
    }
  }
  return found;
}

const keptAt = (guild) => `guildwright:unticked:${guild}`;

/** Remember what was left out, for the plan that follows this one. Destructive ones never are. */
export function keepTicks(guild, selection) {
  const out = selection.changes.filter((one) => !one.destructive && !selection.ticked.value.has(one.id));
  sessionStorage.setItem(keptAt(guild), JSON.stringify(out.map((one) => one.id)));
}

function takeKept(guild) {
  const text = sessionStorage.getItem(keptAt(guild));
  sessionStorage.removeItem(keptAt(guild));
  return new Set(text ? JSON.parse(text) : []);
}

/**
 * The state of the ticks. `choose(ids)` asks the server for the closure and the plan of a part;
 * until it answers, what the changes themselves say holds.
 */
export function selectionOf(view, choose) {
  const changes = view.groups.flatMap((group) => group.changes);
  const needs = new Map(changes.map((one) => [one.id, one.needs ?? []]));
  const byId = new Map(changes.map((one) => [one.id, one]));
  const kept = takeKept(view.guild_id);
  const ticked = signal(new Set(changes.filter((one) => !one.destructive && !kept.has(one.id)).map((one) => one.id)));
  const answer = signal(null);
  const failed = signal(null);
  const asking = signal(false);

  const closure = computed(() => answer.value?.closure ?? closureOf(ticked.value, needs));
  const also = computed(() => new Set([...closure.value].filter((id) => !ticked.value.has(id) && byId.has(id))));
  const whole = computed(() => closure.value.size >= changes.length);
  const unallowed = computed(() => [...also.value].map((id) => byId.get(id)).filter((one) => one.destructive));
  const confirmed = computed(() => changes.filter((one) => one.destructive && ticked.value.has(one.id)));

  // What would be run has findings, access and costs of its own; until they are known, the whole
  // plan's are told, as those of all changes.
  const part = computed(() => (whole.value ? null : (answer.value?.plan ?? null)));
  const told = computed(() => part.value ?? view);
  const ofAll = computed(() => !whole.value && !part.value);

  let asked = 0;
  async function ask() {
    const mine = (asked += 1);
    answer.value = null;
    failed.value = null;
    asking.value = ticked.value.size > 0 && !whole.value;
    if (!asking.value) return;
    try {
      const { closure: ids, plan } = await choose([...ticked.value]);
      if (mine === asked) answer.value = { closure: new Set(ids), plan };
    } catch (error) {
      if (mine === asked) failed.value = error;
    }
    if (mine === asked) asking.value = false;
  }

  let timer;
  function soon() {
    asked += 1;
    answer.value = null;
    asking.value = ticked.value.size > 0 && !whole.value;
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  }

  function tick(ids, on) {
    const next = new Set(ticked.value);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    ticked.value = next;
    soon();
  }

  /** Which ticked changes ask for `id`, as titles. */
  const askers = (id) =>
    changes.filter((one) => ticked.value.has(one.id) && closureOf(one.needs ?? [], needs).has(id)).map((one) => one.title);

  return { changes, ticked, closure, also, whole, unallowed, confirmed, answer, failed, asking, told, ofAll, tick, askers, ask };
}
