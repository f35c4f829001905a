import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { lasting } from "../../lib/time.js";
import { Confirm } from "../parts/confirm.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { calls, changes } from "../parts/words.js";
import { buttonText, hindrance, needsOther, planInForce } from "./verb.js";

const planPath = (hash, rest) => ofGuild(`/plans/${hash}${rest}`);

/** The plan that will be run: this one, or the part that is ticked. */
async function planToRun(view, selection) {
  if (selection.whole.value) return view.hash;
  const known = selection.answer.value?.plan;
  if (known) return known.hash;
  const { plan } = await api.post(planPath(view.hash, "/choose"), { chosen: [...selection.ticked.value] });
  return plan.hash;
}

function Summary({ view, selection }) {
  const cost = selection.whole.value ? view.cost : selection.answer.value?.plan?.cost;
  const chosen = Math.min(selection.closure.value.size, selection.changes.length);
  return html`<p class="decide-summary" aria-live="polite">
    <b>${say("{number} of {changes}", { number: chosen, changes: changes(selection.changes.length) })}</b>
    ${cost && html`<span class="muted"> · ${say("{calls} · about {time}", { calls: calls(cost.writes), time: lasting(cost.seconds) })}</span>`}
  </p>`;
}

function Question({ selection, text, doing, onYes, onNo }) {
  const { confirmed } = selection;
  return html`<${Confirm} title=${`${text}?`} action=${text} danger=${true} busy=${doing.busy} onYes=${onYes} onNo=${onNo}>
    <p>${say("This cannot be brought back:")}</p>
    <ul class="plain">
      ${confirmed.value.map((one) => html`<li><b>${one.title}</b> <span class="loses">${one.loses}</span></li>`)}
    </ul>
    <p class="muted">${say("Rolling back makes it again, with a new id and without what is lost.")}</p>
  <//>`;
}

/** The bar at the bottom: what will be done, and the button that does it. */
export function Decide({ view, selection, stale, comment, onStale, reload }) {
  const [run, doing] = useDoing();
  const [asking, ask] = useState(false);
  const mayRun = may(view.rollback_of ? "rollback" : "apply");
  const why = hindrance({ view, selection, mayRun, stale });
  const chosen = Math.min(selection.closure.value.size, selection.changes.length);
  const confirmed = selection.confirmed.value;
  const part = planInForce(view, selection);
  const other = part !== view && needsOther(part);
  const text = other
    ? say("Open this part to have it approved")
    : buttonText({ confirmed, chosen, total: selection.changes.length, rollback: Boolean(view.rollback_of) });

  const go = () =>
    run(async () => {
      try {
        const hash = await planToRun(view, selection);
        if (comment.value.trim() && may("approve")) {
          await api.post(planPath(hash, "/reviews"), { verdict: "approve", comment: comment.value.trim() });
        }
        const body = { confirmed: confirmed.map((one) => one.id) };
        const started = await api.post(planPath(hash, "/apply"), body, { idempotencyKey: newKey() });
        location.assign(pageOf(`/runs/${started.id}`));
      } catch (error) {
        ask(false);
        if (error.code === "plan_stale") return onStale();
        if (error.code === "second_person_needed") await reload();
        throw error;
      }
    });

  const press = () => {
    if (other) location.assign(pageOf(`/plans/${part.hash}`));
    else if (confirmed.length) ask(true);
    else go();
  };

  return html`<div class="decide" role="region" aria-label=${say("Decision")}>
    ${doing.error && html`<${Problem} error=${doing.error} level=${2} />`}
    <div class="decide-row">
      <${Summary} view=${view} selection=${selection} />
      ${why && html`<p class="decide-why" id="decide-why">${why}</p>`}
      <button
        type="button"
        class=${`button ${confirmed.length && !other ? "button-danger" : "button-primary"}`}
        disabled=${Boolean(why) || doing.busy}
        aria-describedby=${why ? "decide-why" : undefined}
        onClick=${press}
      >
        ${icon(other ? "users" : "play")}${doing.busy ? say("Starting…") : text}
      </button>
    </div>
    ${asking && html`<${Question} selection=${selection} text=${text} doing=${doing} onYes=${go} onNo=${() => ask(false)} />`}
  </div>`;
}
