// Why somebody may or may not do a thing: each rule that spoke, in Discord's order; the last decides.
import { say } from "../../lib/say.js";
import { listed } from "../../lib/words.js";
import { bitsOf } from "./bits.js";
import { EVERYONE, indexOf, roleOf } from "./design.js";

/** Verdicts {rule, allowed, by}; `by` has names of roles, or of the permission that is missing. */
export function explain(rules, design, person, value, channel) {
  if (person.owner) return [{ rule: "owner", allowed: true, by: [] }];
  const held = (key) => bitsOf(roleOf(design, key)?.permissions ?? "0");
  const everyone = held(EVERYONE);
  const verdicts = base(design, person, value, everyone, held);
  const admins = named(design, person, (key) => (held(key) & rules.ADMINISTRATOR) !== 0n);
  if (everyone & rules.ADMINISTRATOR || admins.length) {
    verdicts.push({ rule: "administrator", allowed: true, by: admins.length ? admins : [EVERYONE] });
    return verdicts;
  }
  if (channel) verdicts.push(...overwrites(design, person, value, channel));
  const bits = channel ? rules.inChannel(design, person, channel) : rules.inGuild(design, person);
  if (person.timedOut && !(bits & value)) verdicts.push({ rule: "timed_out", allowed: false, by: [] });
  else if (channel) {
    const missing = rules.gate(design, person, channel, value);
    if (missing) verdicts.push({ rule: "gate", allowed: false, by: [missing] });
  }
  return verdicts;
}

function base(design, person, value, everyone, held) {
  const verdicts = [];
  const granting = named(design, person, (key) => (held(key) & value) !== 0n);
  if (everyone & value) verdicts.push({ rule: "everyone_role", allowed: true, by: [] });
  if (granting.length) verdicts.push({ rule: "role", allowed: true, by: granting });
  if (!verdicts.length) verdicts.push({ rule: "not_granted", allowed: false, by: [] });
  return verdicts;
}

function overwrites(design, person, value, channel) {
  const verdicts = [];
  const says = (target, side) => (bitsOf(channel.access[target]?.[side] ?? "0") & value) !== 0n;
  const spoken = (target) => says(target, "allow") || says(target, "deny");
  if (spoken(`role:${EVERYONE}`)) {
    verdicts.push({ rule: "everyone_overwrite", allowed: says(`role:${EVERYONE}`, "allow"), by: [] });
  }
  const denying = named(design, person, (key) => says(`role:${key}`, "deny"));
  const allowing = named(design, person, (key) => says(`role:${key}`, "allow"));
  if (denying.length) verdicts.push({ rule: "role_deny", allowed: false, by: denying });
  if (allowing.length) verdicts.push({ rule: "role_allow", allowed: true, by: allowing });
  if (person.member && spoken(`member:${person.member}`)) {
    verdicts.push({ rule: "member_overwrite", allowed: says(`member:${person.member}`, "allow"), by: [] });
  }
  return verdicts;
}

/** Names from the top role to the lowest. */
function named(design, person, test) {
  const { roles, roleAt } = indexOf(design);
  return [...person.roles].filter((key) => roles.has(key) && test(key))
    .sort((a, b) => roleAt.get(a) - roleAt.get(b)).map((key) => roles.get(key).name);
}

const SENTENCES = {
  owner: () => say("The owner may do everything."),
  not_granted: () => say("No role grants it."),
  everyone_role: () => say("@everyone grants it in the whole server."),
  role: (by) => say("{roles} grants it in the whole server.", { roles: listed(by) }),
  administrator: (by) => say("{roles} is Administrator.", { roles: listed(by.map((name) => (name === EVERYONE ? "@everyone" : name))) }),
  everyone_overwrite: (by, allowed) => (allowed ? say("This channel allows it to @everyone.") : say("This channel denies it to @everyone.")),
  role_deny: (by) => say("This channel denies it to {roles}.", { roles: listed(by) }),
  role_allow: (by) => say("This channel allows it to {roles}.", { roles: listed(by) }),
  member_overwrite: (by, allowed) => (allowed ? say("This channel allows it to this member.") : say("This channel denies it to this member.")),
  timed_out: () => say("Members in time-out may only look and read."),
};

export function sentence(verdict, registry) {
  if (verdict.rule === "gate") {
    return say("It is of no use here without {permission}.", { permission: registry.byName.get(verdict.by[0])?.label ?? verdict.by[0] });
  }
  return SENTENCES[verdict.rule](verdict.by, verdict.allowed);
}
