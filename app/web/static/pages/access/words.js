// What rights, sources and policies are called, for people.
export const RIGHTS = [
  ["view", "View", "See the design, plans, runs and history"],
  ["design", "Design", "Change the design and make plans"],
  ["approve", "Approve", "Approve or reject plans"],
  ["apply", "Apply", "Run approved plans; pause, resume and cancel runs"],
  ["rollback", "Roll back", "Plan and run the way back"],
  ["manage_access", "Manage access", "Give and revoke these rights"],
];

export const rightName = (right) => RIGHTS.find(([name]) => name === right)?.[1] ?? right;

export const SOURCES = {
  owner: "Owner",
  administrator: "Administrator",
  manage_server: "Manage Server",
  grant: "Grant",
  operator: "Operator",
};

export const TWO_PERSON = [
  ["", "Never: one person is enough"],
  ["low", "From low risk on"],
  ["high", "From high risk on: access, many people concerned"],
  ["destructive", "Only where something is lost for good"],
];

export const UNTIL = [
  ["", "No end"],
  ["1", "For 1 day"],
  ["7", "For 7 days"],
  ["30", "For 30 days"],
  ["90", "For 90 days"],
  ["date", "Until a day I choose"],
];

const DAY_MS = 86_400_000;

/** The end of a term as ISO text; null where there is none. A chosen day counts to its end. */
export function endOf(term, day, now = Date.now()) {
  if (!term) return null;
  if (term !== "date") return new Date(now + Number(term) * DAY_MS).toISOString();
  return day ? new Date(`${day}T23:59:59`).toISOString() : null;
}

/** Tomorrow as the browser's date field wants it, in the viewer's zone. */
export function tomorrow(now = new Date()) {
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (number) => String(number).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
