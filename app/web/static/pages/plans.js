// All plans of a server, and the button that makes one.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, sayAround, toSay } from "../lib/say.js";
import { lasting } from "../lib/time.js";
import { newKey, useDoing } from "./parts/doing.js";
import { Empty } from "./parts/empty.js";
import { usePages } from "./parts/paged.js";
import { may, ofGuild, pageOf } from "./parts/place.js";
import { Problem } from "./parts/problem.js";
import { query } from "./parts/query.js";
import { ReadOnly } from "./parts/read_only.js";
import { RunState } from "./parts/run_line.js";
import { show } from "./parts/show.js";
import { Sign } from "./parts/signs.js";
import { When } from "./parts/when.js";
import { who } from "./parts/who.js";
import { calls, changes as changesCounted, losses, warnings } from "./parts/words.js";

const KINDS = ["create", "update", "move", "access", "delete"];

const page = (cursor) => api.get(ofGuild(`/plans${query({ cursor })}`));

async function load() {
  const [plans, design] = await Promise.all([page(), api.get(ofGuild("/design"))]);
  return { plans, version: design.version };
}

function titleOf({ rollback_of, version }, total) {
  const parts = { changes: changesCounted(total), number: version };
  if (rollback_of) return total ? say("{changes} back to before a run", parts) : say("Nothing to change, back to before a run");
  if (version) return total ? say("{changes} from version {number}", parts) : say("Nothing to change, from version {number}", parts);
  return total ? say("{changes} from a design that was not saved", parts) : say("Nothing to change, from a design that was not saved");
}

function State({ plan }) {
  if (plan.run_id) return html`<${RunState} run=${{ state: plan.run_state }} />`;
  if (plan.blocks) return html`<span class="chip chip-remove">${icon("octagon-x")}${say("blocked")}</span>`;
  if (!plan.steps) return html`<span class="chip">${say("nothing to do")}</span>`;
  return html`<span class="chip">${say("not run")}</span>`;
}

function Plan({ plan }) {
  const changes = KINDS.filter((kind) => plan.changes[kind]);
  const total = changes.reduce((sum, kind) => sum + plan.changes[kind], 0);
  return html`<li class="line">
    <${State} plan=${plan} />
    <div class="line-main">
      <a href=${pageOf(`/plans/${plan.hash}`)}>${titleOf(plan, total)}</a>
      <p class="plan-facts muted dense">
        ${changes.map((kind) => html`<span><${Sign} kind=${kind} /> ${plan.changes[kind]}</span>`)}
        ${plan.steps > 0 && html`<span>${say("{calls}, about {time}", { calls: calls(plan.steps), time: lasting(plan.seconds) })}</span>`}
        ${plan.destructive > 0 && html`<span class="loses">${say("{losses} for good", { losses: losses(plan.destructive) })}</span>`}
        ${plan.warns > 0 && html`<span>${warnings(plan.warns)}</span>`}
      </p>
    </div>
    <span class="muted dense">${sayAround("{when} by {who}", { when: html`<${When} at=${plan.made_at} />`, who: who(plan.made_by, plan.made_by_name) })}</span>
  </li>`;
}

function Make({ version }) {
  const [run, doing] = useDoing();
  const make = () =>
    run(async () => {
      const plan = await api.post(ofGuild("/plans"), { version }, { idempotencyKey: newKey() });
      location.assign(pageOf(`/plans/${plan.hash}`));
    });
  return html`<button type="button" class="button button-primary" disabled=${doing.busy || !may("design", "apply")} onClick=${make}>
      ${icon("list-checks")}${doing.busy ? say("Planning…") : say("Plan version {number}", { number: version })}
    </button>
    ${doing.error && html`<${Problem} error=${doing.error} />`}`;
}

function None({ version }) {
  const action = version
    ? html`<${Make} version=${version} />`
    : html`<a class="button button-primary" href=${pageOf("/designer")}>${say("Open the designer")}</a>`;
  return html`<${Empty} title=${say("No plan yet")} action=${action}>
    ${say("A plan shows exactly what would change on the server, before anything does.")} ${version ? "" : say("It is made from a saved design: draw one, or import the server.")}
  <//>`;
}

function View({ data }) {
  const [plans, Older] = usePages(data.plans, page);
  return html`<header class="page-head"><h1>${say("Plans")}</h1>${plans.length > 0 && data.version && html`<div><${Make} version=${data.version} /></div>`}</header>
    <${ReadOnly} needs=${["design", "apply"]} told=${toSay("Read only. To make a plan you need the right {right}; whoever manages access can give it.")} />
    ${plans.length ? html`<ul class="lines panel">${plans.map((plan) => html`<${Plan} key=${plan.hash} plan=${plan} />`)}</ul>` : html`<${None} version=${data.version} />`}
    <${Older} />`;
}

await show({ load, View, heading: say("Plans") });
