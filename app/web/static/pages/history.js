// What has happened to a server on one timeline: versions, plans, runs, drift, access.
import { api } from "../lib/api.js";
import { html, useRef } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, toSay } from "../lib/say.js";
import { actorsOf, Choice, Search } from "./history/filters.js";
import { filtersOf, useFiltered } from "./history/filtered.js";
import { byDay, Line } from "./history/line.js";
import { Empty } from "./parts/empty.js";
import { usePages } from "./parts/paged.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { Problem } from "./parts/problem.js";
import { query } from "./parts/query.js";
import { show } from "./parts/show.js";

const KINDS = [
  ["version", toSay("Versions of the design")],
  ["plan", toSay("Plans and reviews")],
  ["run", toSay("Runs")],
  ["drift", toSay("Drift")],
  ["access", toSay("Access")],
  ["server", toSay("The bot in this server")],
];
const NAMES = ["kind", "actor", "q"];

const page = (filters, cursor) => api.get(ofGuild(`/history${query({ ...filters, cursor })}`));
const first = filtersOf(NAMES);

function Export({ filters }) {
  const href = (format) => `/api/v1${ofGuild(`/history/export${query({ ...filters, format })}`)}`;
  return html`<div class="buttons">
    <a class="button" href=${href("csv")} download>${icon("download")}${say("Export as CSV")}</a>
    <a class="button" href=${href("json")} download>${icon("download")}${say("Export as JSON")}</a>
  </div>`;
}

function None({ filtered }) {
  if (filtered) return html`<${Empty} title=${say("Nothing fits")}>${say("Nothing that happened here fits what you chose. Choose less.")}<//>`;
  return html`<${Empty} title=${say("Nothing has happened yet")} action=${html`<a class="button" href=${pageOf("/designer")}>${say("Open the designer")}</a>`}>
    ${say("Every version of the design, every plan, run, drift and change of rights will stand here, with who did it and when.")}
  <//>`;
}

function View({ data }) {
  const [state, change] = useFiltered(data, first, page);
  const [lines, Older] = usePages(state.page, (cursor) => page(state.filters, cursor));
  const actors = useRef([]);
  actors.current = actorsOf(lines, actors.current);
  const { kind, actor, q } = state.filters;
  return html`<header class="page-head"><h1>${say("History")}</h1><${Export} filters=${state.filters} /></header>
    <form class="filters" role="search" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} id="kind" label=${say("What")} all=${say("Everything")} value=${kind} options=${KINDS.map(([name, text]) => [name, say(text)])} onChange=${(value) => change({ kind: value })} />
      <${Choice} id="actor" label=${say("Who")} all=${say("Everybody")} value=${actor} options=${actors.current} onChange=${(value) => change({ actor: value })} />
      <${Search} value=${q} onChange=${(value) => change({ q: value })} />
    </form>
    ${state.error && html`<${Problem} error=${state.error} retry=${() => change({})} />`}
    <div class="days" aria-busy=${state.busy ? "true" : undefined} aria-live="polite">
      ${lines.length
        ? byDay(lines).map(([name, members]) => html`<section><h2>${name}</h2><ul class="events panel">${members.map((line) => html`<${Line} key=${line.id} line=${line} />`)}</ul></section>`)
        : !state.error && html`<${None} filtered=${kind || actor || q} />`}
    </div>
    <${Older} />`;
}

await show({ load: () => page(first), View, heading: say("History") });
