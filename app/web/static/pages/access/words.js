// What rights, sources and policies are called, for people.
import { say, toSay } from "../../lib/say.js";

export const RIGHTS = [
  ["view", toSay("View"), toSay("See the design, plans, runs and history")],
  ["design", toSay("Design"), toSay("Change the design and make plans")],
  ["approve", toSay("Approve"), toSay("Approve or reject plans")],
  ["apply", toSay("Apply"), toSay("Run approved plans; pause, resume and cancel runs")],
  ["rollback", toSay("Roll back"), toSay("Plan and run the way back")],
  ["manage_access", toSay("Manage access"), toSay("Give and revoke these rights")],
];

export const rightName = (right) => say(RIGHTS.find(([name]) => name === right)?.[1] ?? right);

export const SOURCES = {
  owner: toSay("Owner"),
  administrator: toSay("Administrator"),
  manage_server: toSay("Manage Server"),
  grant: toSay("Grant"),
  operator: toSay("Operator"),
};

export const TWO_PERSON = [
  ["", toSay("Never: one person is enough")],
  ["low", toSay("From low risk on")],
  ["high", toSay("From high risk on: access, many people concerned")],
  ["destructive", toSay("Only where something is lost for good")],
];

export const UNTIL = [
  ["", toSay("No end")],
  ["1", toSay("For 1 day")],
  ["7", toSay("For 7 days")],
  ["30", toSay("For 30 days")],
  ["90", toSay("For 90 days")],
  ["date", toSay("Until a day I choose")],
];

const DAY_MS = 86_400_000;

/** The end of a term as ISO text; null where there is none. A chosen day counts to its end. */
export function endOf(term, day, now = Date.now()) {
  if (!term) return null;
  if (term !== "date") return new Date(now + Number(term) * DAY_MS).toISOString();
  return day ? new Date(`${day}T23:59:59`).toISOString() : null;
}

const LONGEST_DAYS = 3649;

/** A day from now on as the browser's date field wants it, in the viewer's zone. */
function dayIn(days, now) {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

export const tomorrow = (now = new Date()) => dayIn(1, now);

/** What is given lasts ten years at most. */
export const latestDay = (now = new Date()) => dayIn(LONGEST_DAYS, now);

/** Whether a chosen day can be the last one. Date fields take years of six digits. */
export const isLastDay = (day) => day.length === tomorrow().length && day >= tomorrow() && day <= latestDay();

export const isTerm = ({ term, day }) => term !== "date" || isLastDay(day);
