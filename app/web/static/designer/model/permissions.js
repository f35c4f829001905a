// What somebody may do on a design as it stands. The rules are those of the server's
// domain/permissions, held against them by tests.
import { bitsOf } from "./bits.js";
import { EVERYONE, isVoice, roleOf } from "./design.js";

/** Rules over one registry. A person is {roles: Set of keys without everyone, member: id|null, owner, timedOut}. */
export function permissionRules(registry) {
  const bit = (name) => registry.byName.get(name).value;
  const ADMINISTRATOR = bit("ADMINISTRATOR"), VIEW = bit("VIEW_CHANNEL"), SEND = bit("SEND_MESSAGES");
  const CONNECT = bit("CONNECT");
  const TIMED_OUT = VIEW | bit("READ_MESSAGE_HISTORY");
  const NEEDS_SEND = ["ATTACH_FILES", "EMBED_LINKS", "MENTION_EVERYONE", "SEND_TTS_MESSAGES"]
    .reduce((bits, name) => bits | bit(name), 0n);
  const GUILD_ONLY = registry.permissions.filter((one) => one.types.size === 0)
    .reduce((bits, one) => bits | one.value, 0n);

  function inGuild(design, person) {
    if (person.owner) return registry.all;
    let bits = bitsOf(roleOf(design, EVERYONE)?.permissions ?? "0");
    for (const key of person.roles) bits |= bitsOf(roleOf(design, key)?.permissions ?? "0");
    if (bits & ADMINISTRATOR) return bits | registry.all;
    return person.timedOut ? bits & TIMED_OUT : bits;
  }

  function inChannel(design, person, channel) {
    const bits = inGuild(design, person);
    if (person.owner || bits & ADMINISTRATOR) return bits;
    const left = overwritten(bits, channel.access, person);
    return person.timedOut ? left & TIMED_OUT : left;
  }

  function withoutImplied(bits, channel) {
    if (!(bits & VIEW)) return bits & GUILD_ONLY;
    let left = bits & SEND ? bits : bits & ~NEEDS_SEND;
    if (isVoice(channel) && !(left & CONNECT)) left &= GUILD_ONLY | VIEW;
    return left;
  }

  const usable = (design, person, channel) => withoutImplied(inChannel(design, person, channel), channel);

  /** What keeps a held permission from being of use here: the name of what is missing, or "". */
  function gate(design, person, channel, value) {
    const bits = inChannel(design, person, channel);
    if (!(bits & value) || withoutImplied(bits, channel) & value) return "";
    if (!(bits & VIEW)) return "VIEW_CHANNEL";
    return isVoice(channel) && !(bits & CONNECT) ? "CONNECT" : "SEND_MESSAGES";
  }

  return { ADMINISTRATOR, VIEW, SEND, CONNECT, inGuild, inChannel, usable, gate };
}

/** @everyone's overwrite, then all roles' denies, all their allows, then the member's own. */
export function overwritten(bits, access, person) {
  const everyone = access[`role:${EVERYONE}`];
  let left = everyone ? (bits & ~bitsOf(everyone.deny)) | bitsOf(everyone.allow) : bits;
  let allow = 0n, deny = 0n;
  for (const key of person.roles) {
    const one = access[`role:${key}`];
    if (one) { allow |= bitsOf(one.allow); deny |= bitsOf(one.deny); }
  }
  left = (left & ~deny) | allow;
  const own = person.member ? access[`member:${person.member}`] : undefined;
  return own ? (left & ~bitsOf(own.deny)) | bitsOf(own.allow) : left;
}

/** The person an overwrite's target stands for: just that role, or that member without roles. */
export function personIn(target) {
  const [kind, ref] = splitTarget(target);
  if (kind === "member") return { roles: new Set(), member: ref, owner: false, timedOut: false };
  return { roles: new Set(ref === EVERYONE ? [] : [ref]), member: null, owner: false, timedOut: false };
}

export function splitTarget(target) {
  const at = target.indexOf(":");
  return [target.slice(0, at), target.slice(at + 1)];
}
