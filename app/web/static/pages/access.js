// Who may do what here: grants, the policy, and why.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { say, toSay } from "../lib/say.js";
import { Give } from "./access/give.js";
import { Grants, Managers } from "./access/grants.js";
import { Policy } from "./access/policy.js";
import { Why } from "./access/why.js";
import { ofGuild } from "./parts/place.js";
import { ReadOnly } from "./parts/read_only.js";
import { show } from "./parts/show.js";

async function load() {
  const [access, { design }] = await Promise.all([api.get(ofGuild("/access")), api.get(ofGuild("/design"))]);
  return { access, design };
}

function View({ data, reload }) {
  const { access, design } = data;
  return html`<header class="page-head"><div>
      <h1>${say("Access")}</h1>
      <p class="muted">${say("Rights here come on top of Discord's own: nobody gets through the bot what they could not do by hand.")}</p>
    </div></header>
    <${ReadOnly} needs=${["manage_access"]} told=${toSay("Read only. To give or revoke rights you need the right {right}; whoever manages access can give it.")} />
    <${Grants} access=${access} reload=${reload} />
    <${Managers} access=${access} />
    <div class="columns">
      <${Give} access=${access} design=${design} reload=${reload} />
      <div class="column"><${Policy} access=${access} reload=${reload} /><${Why} /></div>
    </div>`;
}

await show({ load, View, heading: say("Access") });
