// What undoes an entry of the trail, for who may do that; null for most entries.
import { say, sayCounted, toSay } from "../../lib/say.js";
import { rightName } from "../access/words.js";
import { may, place, self } from "../parts/place.js";
import { listed } from "../parts/words.js";

const NEXT_MINUTE_MS = 60_000;

/**
 * `{label, title, text, action, method, path, body, done}`: how it is offered, asked and sent. `path`
 * is below the server's. With `message` people may say why; with `leads` the answer is a plan.
 *
 * `access` is how rights stand now; null until that is known, and then nothing about it is offered.
 */
export function wayBack(line, access) {
  return WAYS[line.action]?.(line, access) ?? null;
}

const WAYS = {
  "blueprint.saved": restore,
  "plan.approved": rollBack,
  "run.ended": (line) => (hasDone(line) ? rollBack(line) : null),
  "access.granted": revoke,
  "access.revoked": grantAgain,
  "access.policy_set": setEarlier,
};

function restore({ subject, before }) {
  const number = before?.version;
  if (!may("design") || !Number.isInteger(number)) return null;
  return {
    message: true,
    label: say("Restore version {number}", { number }),
    title: say("Restore version {number}?", { number }),
    text: say(
      "The design becomes as it was before version {number}, in a new version. What was saved since stays in the list of versions. Nothing changes on the server before that is planned and applied.",
      { number: subject },
    ),
    action: say("Restore version {number}", { number }),
    method: "post",
    path: `/versions/${number}/restore`,
    body: { message: say("Back to before version {number}", { number: subject }) },
    done: ({ version }) => say("The design is as in version {number} again: version {version}.", { number, version }),
  };
}

/** A run that sent nothing has nothing to go back from. */
function hasDone({ after, details }) {
  return details?.report ? details.report.done > 0 : after?.state !== "cancelled";
}

function rollBack({ subject }) {
  if (!may("rollback") || !subject) return null;
  return {
    label: say("Plan the way back"),
    title: say("Plan the way back to before this run?"),
    text: say("Makes a plan that leads back to how the server was before this run, over later runs too. Nothing happens until you approve it; the plan says what cannot come back."),
    action: say("Plan the way back"),
    method: "post",
    path: `/runs/${subject}/rollback`,
    leads: true,
  };
}

function revoke({ subject, after }, access) {
  const grant = access?.grants.find((one) => String(one.id) === subject);
  if (!grant || !(may("manage_access") || isSelf(after?.subject))) return null;
  const own = isSelf(after.subject);
  return {
    label: say("Revoke"),
    title: own ? say("Give up your own rights?") : say("Revoke the rights of {who}?", { who: called(after.subject, access) }),
    text: own
      ? say("{rights}. You lose it within a second.", { rights: rightsOf(after) })
      : say("{rights}. They lose it within a second.", { rights: rightsOf(after) }),
    action: say("Revoke the rights"),
    danger: true,
    method: "delete",
    path: `/grants/${subject}`,
    done: () => say("The rights were revoked."),
  };
}

/** Where who had it is still there, it is not over, and it does not stand again already. */
function grantAgain({ before }, access) {
  if (!access || !before?.subject || !may("manage_access") || isSelf(before.subject)) return null;
  const { subject, rights, objects = [], expires_at = null, note = "" } = before;
  const [kind, id] = subject.split(":");
  const isOver = expires_at && Date.parse(expires_at) < Date.now() + NEXT_MINUTE_MS;
  const isGone = kind === "role" && !access.roles.some((role) => role.id === id);
  const isEverybody = kind === "role" && id === place.guild;
  const isBeyond = !rights.every((right) => may(right));
  if (isOver || isGone || isBeyond || access.grants.some((one) => isSame(one, before))) return null;
  return {
    label: say("Grant again"),
    title: say("Give {who} the same rights again?", { who: called(subject, access) }),
    text: textOfGiving(before, isEverybody),
    danger: isEverybody,
    action: say("Give the rights"),
    method: "post",
    path: "/grants",
    body: { subject: { kind, id }, rights, objects, expires_at, note, confirm_everyone: isEverybody },
    done: () => say("The rights were given again."),
  };
}

function textOfGiving(before, isEverybody) {
  const rights = rightsOf(before);
  if (isEverybody) return say("Every member would hold these rights here: {rights}. So would whoever joins later. Choose a smaller role if only some are meant.", { rights });
  if (before.expires_at) return say("{rights}, until the same day as before. It is given by you this time.", { rights });
  return say("{rights}, until it is revoked. It is given by you this time.", { rights });
}

const SECOND_PERSON = {
  "": toSay("One person is enough for every plan."),
  low: toSay("Plans of low risk and above need a second person."),
  high: toSay("Plans of high risk and above need a second person."),
  destructive: toSay("Plans of destructive risk and above need a second person."),
};

function setEarlier({ before }, access) {
  if (!access || !may("manage_access") || typeof before?.default_managers !== "boolean") return null;
  const { two_person_from = null, default_managers } = before;
  const now = access.policy;
  if (now.two_person_from === two_person_from && now.default_managers === default_managers) return null;
  return {
    label: say("Set the earlier policy"),
    title: say("Set the policy as it was before?"),
    text: `${say(SECOND_PERSON[two_person_from ?? ""])} ${default_managers ? say("Manage Server gives every right here.") : say("Manage Server alone gives no right here.")}`,
    action: say("Set the earlier policy"),
    method: "put",
    path: "/policy",
    body: { two_person_from, default_managers },
    done: () => say("The earlier policy holds again."),
  };
}

const isSelf = (subject) => Boolean(self) && subject === `user:${self}`;

const isSame = (grant, facts) =>
  `${grant.subject.kind}:${grant.subject.id}` === facts.subject && setOf(grant.rights) === setOf(facts.rights) &&
  setOf(grant.objects.map((one) => one.object)) === setOf(facts.objects ?? []);

const setOf = (names) => [...names].sort().join(" ");

function called(subject, access) {
  const [kind, id] = subject.split(":");
  const known = kind === "role"
    ? access.roles.find((role) => role.id === id)
    : access.grants.find((one) => one.subject.kind === "user" && one.subject.id === id)?.subject;
  if (!known?.name) return kind === "role" ? say("a role that is gone") : say("this member");
  return kind === "role" ? `@${known.name.replace(/^@/, "")}` : known.name;
}

function rightsOf({ rights, objects = [] }) {
  const said = listed(rights.map(rightName));
  if (!objects.length) return say("{rights} on the whole server", { rights: said });
  return sayCounted(objects.length, "{rights} on one part of the server", "{rights} on {number} parts of the server", { rights: said });
}
