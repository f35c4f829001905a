// The trail as it is: who did what from where, with before and after, and what undoes it.
import { api } from "../lib/api.js";
import { html, signal, useRef } from "../lib/html.js";
import { say, toSay } from "../lib/say.js";
import { Revert } from "./activity/revert.js";
import { wayBack } from "./activity/ways_back.js";
import { actorsOf, Choice } from "./history/filters.js";
import { filtersOf, useFiltered } from "./history/filtered.js";
import { byDay, Deed, pageFor, readable } from "./history/line.js";
import { Copy } from "./parts/copy.js";
import { Empty } from "./parts/empty.js";
import { usePages } from "./parts/paged.js";
import { ofGuild } from "./parts/place.js";
import { Problem } from "./parts/problem.js";
import { query } from "./parts/query.js";
import { show } from "./parts/show.js";
import { Sign } from "./parts/signs.js";

const ACTIONS = [
  ["blueprint.", toSay("The design")],
  ["plan.", toSay("Plans and reviews")],
  ["run.", toSay("Runs and their steps")],
  ["drift.", toSay("Drift")],
  ["access.", toSay("Access")],
  ["token.", toSay("API tokens")],
];
const NAMES = ["action", "actor"];

const page = (filters, cursor) => api.get(ofGuild(`/trail${query({ ...filters, cursor })}`));
const first = filtersOf(NAMES);

/** How rights stand now; null while that is not known. What undoes a change of rights hangs on it. */
const access = signal(null);
const readAccess = async () => {
  access.value = await api.get(ofGuild("/access")).catch(() => null);
};

const isThere = (value) => value !== null && value !== undefined && !(typeof value === "object" && !Object.keys(value).length);
const written = (value) => (isThere(value) ? JSON.stringify(value, null, 2) : say("nothing"));

function Was({ line }) {
  if (![line.before, line.after, line.details].some(isThere)) return null;
  return html`<details>
    <summary>${say("Before and after")}</summary>
    <div class="was">
      <div><h3>${say("Before")}</h3><pre tabindex="0">${written(line.before)}</pre></div>
      <div><h3>${say("After")}</h3><pre tabindex="0">${written(line.after)}</pre></div>
      ${isThere(line.details) && html`<div><h3>${say("Details")}</h3><pre tabindex="0">${written(line.details)}</pre></div>`}
    </div>
    <${Copy} text=${JSON.stringify(line, null, 2)} label=${say("Copy this entry")} quiet />
  </details>`;
}

function Entry({ line, reload }) {
  const href = pageFor(line.href);
  const text = readable(line.sentence || line.action);
  const way = wayBack(line, access.value);
  return html`<li class="event">
    <${Sign} kind=${line.sign ?? "·"} />
    <div>
      <p>${href ? html`<a class="event-link" href=${href}>${text}</a>` : text}</p>
      <p class="muted dense"><${Deed} when=${line.at} by=${line.who} origin=${line.origin} /></p>
      <${Was} line=${line} />
    </div>
    ${way && html`<div class="event-undo"><${Revert} key=${way.path} way=${way} about=${text} reload=${reload} /></div>`}
  </li>`;
}

function View({ data }) {
  const [state, change] = useFiltered(data, first, page);
  const [lines, Older] = usePages(state.page, (cursor) => page(state.filters, cursor));
  const actors = useRef([]);
  actors.current = actorsOf(lines, actors.current);
  const { action, actor } = state.filters;
  const reload = () => Promise.all([change({}), readAccess()]);
  return html`<header class="page-head"><div>
      <h1>${say("Activity")}</h1>
      <p class="muted">${say("Everything that was noted, with before and after. It is written together with the change, and never changed afterwards. What you may undo has a button; undoing is noted, too.")}</p>
    </div></header>
    <form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} id="action" label=${say("What")} all=${say("Everything")} value=${action} options=${ACTIONS.map(([name, text]) => [name, say(text)])} onChange=${(value) => change({ action: value })} />
      <${Choice} id="actor" label=${say("Who")} all=${say("Everybody")} value=${actor} options=${actors.current} onChange=${(value) => change({ actor: value })} />
    </form>
    ${state.error && html`<${Problem} error=${state.error} retry=${() => change({})} />`}
    <div class="days" aria-busy=${state.busy ? "true" : undefined} aria-live="polite">
      ${byDay(lines).map(([name, members]) => html`<section><h2>${name}</h2><ul class="events panel">${members.map((line) => html`<${Entry} key=${line.id} line=${line} reload=${reload} />`)}</ul></section>`)}
      ${!lines.length && !state.error && html`<${Empty} title=${say("Nothing was noted")}>${action || actor ? say("Nothing fits what you chose. Choose less.") : say("Whatever is done here will be noted, with before and after.")}<//>`}
    </div>
    <${Older} />`;
}

readAccess();
await show({ load: () => page(first), View, heading: say("Activity") });
