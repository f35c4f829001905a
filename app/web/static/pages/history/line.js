import { html } from "../../lib/html.js";
import { language, sayAround, toSay } from "../../lib/say.js";
import { pageOf } from "../parts/place.js";
import { Sign } from "../parts/signs.js";
import { When } from "../parts/when.js";
import { who } from "../parts/who.js";

const SECTIONS = { plan: "/plans", run: "/runs", version: "/designer", drift: "", access: "/access" };
const BY = {
  web: toSay("{when} by {who} in the web"),
  api: toSay("{when} by {who} over the API"),
  cli: toSay("{when} by {who} on the command line"),
  discord: toSay("{when} by {who} on Discord"),
  bot: toSay("{when} by {who} by a command in Discord"),
};
const SHORT = 12;

/** Where a line leads to; null where there is no page of it. */
export function pageFor(link) {
  if (!link) return null;
  if (typeof link === "string") return link;
  const section = SECTIONS[link.to];
  if (section === undefined) return null;
  if (link.to === "version") return pageOf(`${section}${link.id ? `?version=${encodeURIComponent(link.id)}` : ""}`);
  return pageOf(link.id && (link.to === "plan" || link.to === "run") ? `${section}/${link.id}` : section);
}

/** When, by whom and from where. */
export function Deed({ when, by, origin }) {
  return sayAround(BY[origin] ?? toSay("{when} by {who}"), { when: html`<${When} at=${when} />`, who: who(by) });
}

/** Ids in a sentence are shortened: they stand in the link. */
export const readable = (sentence) => sentence.replace(/\b[0-9a-f]{16,64}\b/g, (id) => id.slice(0, SHORT));

export function Line({ line }) {
  const href = pageFor(line.href);
  const text = readable(line.sentence);
  return html`<li class="event event-${line.kind}">
    <${Sign} kind=${line.sign} />
    <div>
      <p>${href ? html`<a class="event-link" href=${href}>${text}</a>` : text}</p>
      <p class="muted dense"><${Deed} when=${line.when} by=${line.who} origin=${line.origin} /></p>
    </div>
  </li>`;
}

const day = new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long", year: "numeric" });

/** Lines under their days, newest first. */
export function byDay(lines) {
  const days = new Map();
  for (const line of lines) {
    const name = day.format(new Date(line.when ?? line.at));
    days.set(name, [...(days.get(name) ?? []), line]);
  }
  return [...days];
}
