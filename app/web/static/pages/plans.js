// All plans of a server, and the button that makes one.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
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
import { counted } from "./parts/words.js";

const KINDS = ["create", "update", "move", "access", "delete"];

const page = (cursor) => api.get(ofGuild(`/plans${query({ cursor })}`));

async function load() {
  const [plans, design] = await Promise.all([page(), api.get(ofGuild("/design"))]);
  return { plans, version: design.version };
}

const origin = (plan) => {
  if (plan.rollback_of) return "back to before a run";
  return plan.version ? `from version ${plan.version}` : "from a design that was not saved";
};

function State({ plan }) {
  if (plan.run_id) return html`<${RunState} run=${{ state: plan.run_state }} />`;
  if (plan.blocks) return html`<span class="chip chip-remove">${icon("octagon-x")}blocked</span>`;
  if (!plan.steps) return html`<span class="chip">nothing to do</span>`;
  return html`<span class="chip">not run</span>`;
}

function Plan({ plan }) {
  const changes = KINDS.filter((kind) => plan.changes[kind]);
  const total = changes.reduce((sum, kind) => sum + plan.changes[kind], 0);
  return html`<li class="line">
    <${State} plan=${plan} />
    <div class="line-main">
      <a href=${pageOf(`/plans/${plan.hash}`)}>${total ? counted(total, "change") : "Nothing to change,"} ${origin(plan)}</a>
      <p class="plan-facts muted dense">
        ${changes.map((kind) => html`<span><${Sign} kind=${kind} /> ${plan.changes[kind]}</span>`)}
        ${plan.steps > 0 && html`<span>${counted(plan.steps, "call")}, about ${lasting(plan.seconds)}</span>`}
        ${plan.destructive > 0 && html`<span class="loses">${counted(plan.destructive, "loss", "losses")} for good</span>`}
        ${plan.warns > 0 && html`<span>${counted(plan.warns, "warning")}</span>`}
      </p>
    </div>
    <span class="muted dense"><${When} at=${plan.made_at} /> by ${who(plan.made_by, plan.made_by_name)}</span>
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
      ${icon("list-checks")}${doing.busy ? "Planning…" : `Plan version ${version}`}
    </button>
    ${doing.error && html`<${Problem} error=${doing.error} />`}`;
}

function None({ version }) {
  const action = version
    ? html`<${Make} version=${version} />`
    : html`<a class="button button-primary" href=${pageOf("/designer")}>Open the designer</a>`;
  return html`<${Empty} title="No plan yet" action=${action}>
    A plan shows exactly what would change on the server, before anything does. ${version ? "" : "It is made from a saved design: draw one, or import the server."}
  <//>`;
}

function View({ data }) {
  const [plans, Older] = usePages(data.plans, page);
  return html`<header class="page-head"><h1>Plans</h1>${plans.length > 0 && data.version && html`<div><${Make} version=${data.version} /></div>`}</header>
    <${ReadOnly} needs=${["design", "apply"]} to="make a plan" />
    ${plans.length ? html`<ul class="lines panel">${plans.map((plan) => html`<${Plan} key=${plan.hash} plan=${plan} />`)}</ul>` : html`<${None} version=${data.version} />`}
    <${Older} />`;
}

await show({ load, View, heading: "Plans" });
