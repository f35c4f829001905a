// What people change by hand, and what is done about it.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { Records, recordsPage } from "./drift/records.js";
import { Settings } from "./drift/settings.js";
import { Stopped } from "./drift/stopped.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { ReadOnly } from "./parts/read_only.js";
import { show } from "./parts/show.js";

async function load() {
  const [settings, records, { design }] = await Promise.all([api.get(ofGuild("/drift/settings")), recordsPage(), api.get(ofGuild("/design"))]);
  return { settings, records, design };
}

function View({ data, reload }) {
  const { settings, records, design } = data;
  return html`<header class="page-head"><div>
      <h1>Drift</h1>
      <p class="muted">What people change on the server by hand. <a href=${pageOf("#drift")}>What differs now</a> stands on the overview.</p>
    </div></header>
    <${ReadOnly} needs=${["design"]} to="say what is done about drift" />
    <div class="columns">
      <div class="column"><${Stopped} stopped=${settings.stopped} design=${design} reload=${reload} /><${Records} records=${records} reload=${reload} /></div>
      <div class="column"><${Settings} key=${JSON.stringify(settings)} settings=${settings} design=${design} reload=${reload} /></div>
    </div>`;
}

await show({ load, View, heading: "Drift" });
