// What undoes an entry of the trail, for who may do that; null for most entries.
import { rightName } from "../access/words.js";
import { may, self } from "../parts/place.js";
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
    label: `Restore version ${number}`,
    title: `Restore version ${number}?`,
    text: `The design becomes as it was before version ${subject}, in a new version. What was saved since stays in the list of versions. Nothing changes on the server before that is planned and applied.`,
    action: `Restore version ${number}`,
    method: "post",
    path: `/versions/${number}/restore`,
    body: { message: `Back to before version ${subject}` },
    done: ({ version }) => `The design is as in version ${number} again: version ${version}.`,
  };
}

/** A run that sent nothing has nothing to go back from. */
function hasDone({ after, details }) {
  return details?.report ? details.report.done > 0 : after?.state !== "cancelled";
}

function rollBack({ subject }) {
  if (!may("rollback") || !subject) return null;
  return {
    label: "Plan the way back",
    title: "Plan the way back to before this run?",
    text: "Makes a plan that leads back to how the server was before this run, over later runs too. Nothing happens until you approve it; the plan says what cannot come back.",
    action: "Plan the way back",
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
    label: "Revoke",
    title: own ? "Give up your own rights?" : `Revoke the rights of ${called(after.subject, access)}?`,
    text: `${rightsOf(after)}. ${own ? "You" : "They"} lose it within a second.`,
    action: "Revoke the rights",
    danger: true,
    method: "delete",
    path: `/grants/${subject}`,
    done: () => "The rights were revoked.",
  };
}

/** Where who had it is still there, it is not over, and it does not stand again already. */
function grantAgain({ before }, access) {
  if (!access || !before?.subject || !may("manage_access") || isSelf(before.subject)) return null;
  const { subject, rights, objects = [], expires_at = null, note = "" } = before;
  const [kind, id] = subject.split(":");
  const isOver = expires_at && Date.parse(expires_at) < Date.now() + NEXT_MINUTE_MS;
  const isGone = kind === "role" && !access.roles.some((role) => role.id === id);
  const isBeyond = !rights.every((right) => may(right));
  if (isOver || isGone || isBeyond || access.grants.some((one) => isSame(one, before))) return null;
  return {
    label: "Grant again",
    title: `Give ${called(subject, access)} the same rights again?`,
    text: `${rightsOf(before)}, ${expires_at ? "until the same day as before" : "until it is revoked"}. It is given by you this time.`,
    action: "Give the rights",
    method: "post",
    path: "/grants",
    body: { subject: { kind, id }, rights, objects, expires_at, note },
    done: () => "The rights were given again.",
  };
}

function setEarlier({ before }, access) {
  if (!access || !may("manage_access") || typeof before?.default_managers !== "boolean") return null;
  const { two_person_from = null, default_managers } = before;
  const now = access.policy;
  if (now.two_person_from === two_person_from && now.default_managers === default_managers) return null;
  return {
    label: "Set the earlier policy",
    title: "Set the policy as it was before?",
    text: `${two_person_from ? `Plans of ${two_person_from} risk and above need a second person` : "One person is enough for every plan"}. Manage Server ${default_managers ? "gives every right here" : "alone gives no right here"}.`,
    action: "Set the earlier policy",
    method: "put",
    path: "/policy",
    body: { two_person_from, default_managers },
    done: () => "The earlier policy holds again.",
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
  if (!known?.name) return kind === "role" ? "a role that is gone" : "this member";
  return kind === "role" ? `@${known.name.replace(/^@/, "")}` : known.name;
}

function rightsOf({ rights, objects = [] }) {
  const where = objects.length === 0 ? "on the whole server" : objects.length === 1 ? "on one part of the server" : `on ${objects.length} parts of the server`;
  return `${listed(rights.map(rightName))} ${where}`;
}
