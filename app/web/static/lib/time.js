// Times as people say them: relative in the text, absolute on hover, in the viewer's zone.

const UNITS = [
  ["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const whole = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });

const moment = (at) => (at instanceof Date ? at : new Date(at));

/** "3 hours ago", "in 2 minutes", "just now". */
export function relative(at, now = Date.now()) {
  const seconds = (moment(at) - now) / 1000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  if (seconds > 5) return `in ${Math.round(seconds)} seconds`;
  return seconds < -30 ? "less than a minute ago" : "just now";
}

export const absolute = (at) => whole.format(moment(at));

/** "14:32" today, with the day otherwise. */
export function clock(at, now = new Date()) {
  const when = moment(at);
  const time = when.toLocaleTimeString("en", { hour: "2-digit", minute: "2-digit", hour12: false });
  if (when.toDateString() === now.toDateString()) return time;
  return `${when.toLocaleDateString("en", { day: "numeric", month: "short" })}, ${time}`;
}

const minute = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

/** "November 28, 2026 at 14:32". */
export const dayAndTime = (at) => minute.format(moment(at));

/** "6 s", "2 min", "1 h 5 min". */
export function lasting(seconds) {
  if (seconds < 60) return `${Math.max(1, Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest ? `${Math.floor(minutes / 60)} h ${rest} min` : `${minutes / 60} h`;
}

/** Brings every `<time datetime data-relative>` below `root` up to date. */
export function refreshTimes(root = document) {
  for (const one of root.querySelectorAll("time[data-relative]")) {
    one.textContent = relative(one.dateTime);
    one.title = absolute(one.dateTime);
  }
}
