// All runs of a server.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { say } from "../lib/say.js";
import { Empty } from "./parts/empty.js";
import { usePages } from "./parts/paged.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { query } from "./parts/query.js";
import { RunLine } from "./parts/run_line.js";
import { show } from "./parts/show.js";

const page = (cursor) => api.get(ofGuild(`/runs${query({ cursor })}`));

function View({ data }) {
  const [runs, Older] = usePages(data, page);
  if (!runs.length) {
    return html`<h1>${say("Runs")}</h1>
      <${Empty} title=${say("No run yet")} action=${html`<a class="button" href=${pageOf("/plans")}>${say("To the plans")}</a>`}>
        ${say("A run carries out a plan that was approved, call by call. Each is kept here with what it did, its evidence and the way back.")}
      <//>`;
  }
  return html`<h1>${say("Runs")}</h1>
    <ul class="lines panel">${runs.map((run) => html`<${RunLine} key=${run.id} run=${run} />`)}</ul>
    <${Older} />`;
}

await show({ load: () => page(), View, heading: say("Runs") });
