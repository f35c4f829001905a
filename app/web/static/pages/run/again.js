import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { ReadOnly } from "../parts/read_only.js";

/** After a run that did not do everything: a plan for the rest, looked at before anything happens. */
export function Again({ run }) {
  const [act, doing] = useDoing();
  const needs = run.rollback_of ? ["rollback"] : ["design", "apply"];
  const go = () =>
    act(async () => {
      const plan = await api.post(ofGuild(`/plans/${run.plan_hash}/refresh`), undefined, { idempotencyKey: newKey() });
      location.assign(pageOf(`/plans/${plan.hash}`));
    });
  return html`<section class="rollback" aria-labelledby="again-heading">
    <h2 id="again-heading">${say("What is left")}</h2>
    <p>
      ${say("Put right what the steps below say, then plan again: the server is read as it is now, and what is done already is left out. Nothing happens until you approve it.")}
    </p>
    <${ReadOnly} needs=${needs} told=${toSay("Read only. To plan again you need the right {right}; whoever manages access can give it.")} />
    <button type="button" class="button button-primary" disabled=${!may(...needs) || doing.busy} onClick=${go}>
      ${icon("rotate-cw")}${doing.busy ? say("Planning…") : say("Plan what is left")}
    </button>
    ${doing.error && html`<${Problem} error=${doing.error} retry=${go} />`}
  </section>`;
}
