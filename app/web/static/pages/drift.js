// What people change by hand, and what is done about it.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { say, sayAround, toSay } from "../lib/say.js";
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
      <h1>${say("Drift")}</h1>
      <p class="muted">${say("What people change on the server by hand.")} ${sayAround("{what_differs} stands on the overview.", { what_differs: html`<a href=${pageOf("#drift")}>${say("What differs now")}</a>` })}</p>
    </div></header>
    <${ReadOnly} needs=${["design"]} told=${toSay("Read only. To say what is done about drift you need the right {right}; whoever manages access can give it.")} />
    <div class="columns">
      <div class="column"><${Stopped} stopped=${settings.stopped} design=${design} reload=${reload} /><${Records} records=${records} reload=${reload} /></div>
      <div class="column"><${Settings} key=${JSON.stringify(settings)} settings=${settings} design=${design} reload=${reload} /></div>
    </div>`;
}

await show({ load, View, heading: say("Drift") });
