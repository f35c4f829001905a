import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { ReadOnly } from "../parts/read_only.js";

/** The way back: a plan like any other, looked at before anything happens. */
export function RollBack({ path }) {
  const [act, doing] = useDoing();
  const go = () =>
    act(async () => {
      const plan = await api.post(`${path}/rollback`, undefined, { idempotencyKey: newKey() });
      location.assign(pageOf(`/plans/${plan.hash}`));
    });
  return html`<section class="rollback" aria-labelledby="rollback-heading">
    <h2 id="rollback-heading">${say("Roll back")}</h2>
    <p>
      ${say("Makes a plan that leads back to how the server was before this run, over later runs too. Nothing happens until you approve it. The plan says what comes back exactly, what gets a new id, and which messages or members are lost.")}
    </p>
    <${ReadOnly} needs=${["rollback"]} told=${toSay("Read only. To roll back you need the right {right}; whoever manages access can give it.")} />
    <button type="button" class="button" disabled=${!may("rollback") || doing.busy} onClick=${go}>
      ${icon("undo-2")}${doing.busy ? say("Planning the way back…") : say("Plan the way back")}
    </button>
    ${doing.error && html`<${Problem} error=${doing.error} retry=${go} />`}
  </section>`;
}
