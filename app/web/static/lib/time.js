// Times as people say them: relative in the text, absolute on hover, in the viewer's zone.
import { language, say } from "./say.js";

const UNITS = [
  ["year", 31536000], ["month", 2592000], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60],
];
const words = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
const whole = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "medium" });

const moment = (at) => (at instanceof Date ? at : new Date(at));

/** "3 hours ago", "in 2 minutes", "just now". */
export function relative(at, now = Date.now()) {
  const seconds = (moment(at) - now) / 1000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return words.format(Math.trunc(seconds / length), unit);
  }
  if (seconds > 5) return words.format(Math.round(seconds), "second");
  return seconds < -30 ? say("less than a minute ago") : say("just now");
}

export const absolute = (at) => whole.format(moment(at));

/** "14:32" today, with the day otherwise. */
export function clock(at, now = new Date()) {
  const when = moment(at);
  const time = when.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", hour12: false });
  if (when.toDateString() === now.toDateString()) return time;
  return say("{day}, {time}", { day: when.toLocaleDateString(language, { day: "numeric", month: "short" }), time });
}

const minute = new Intl.DateTimeFormat(language, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

/** "November 28, 2026 at 14:32". */
export const dayAndTime = (at) => minute.format(moment(at));

/** "6 s", "2 min", "1 h 5 min". */
export function lasting(seconds) {
  if (seconds < 60) return say("{seconds} s", { seconds: Math.max(1, Math.round(seconds)) });
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say("{minutes} min", { minutes });
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return rest ? say("{hours} h {minutes} min", { hours, minutes: rest }) : say("{hours} h", { hours });
}

/** Brings every `<time datetime data-relative>` below `root` up to date. */
export function refreshTimes(root = document) {
  for (const one of root.querySelectorAll("time[data-relative]")) {
    one.textContent = relative(one.dateTime);
    one.title = absolute(one.dateTime);
  }
}
