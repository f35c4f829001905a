// One plan: what it would change, and the decision.
import { api } from "../lib/api.js";
import { html, signal, useEffect, useMemo } from "../lib/html.js";
import { say, sayAs, toSay } from "../lib/say.js";
import { toast } from "../lib/toast.js";
import { useDoing } from "./parts/doing.js";
import { Empty } from "./parts/empty.js";
import { may, ofGuild, pageOf, place } from "./parts/place.js";
import { Problem } from "./parts/problem.js";
import { ReadOnly } from "./parts/read_only.js";
import { show } from "./parts/show.js";
import { Access } from "./plan/access.js";
import { Decide } from "./plan/decide.js";
import { Findings } from "./plan/findings.js";
import { Groups } from "./plan/groups.js";
import { Header, Labels, titleOf, Unseen } from "./plan/header.js";
import { Reviews } from "./plan/reviews.js";
import { useSaid } from "./plan/said.js";
import { keepTicks, selectionOf } from "./plan/selection.js";
import { Stale } from "./plan/stale.js";

const planPath = (rest = "") => ofGuild(`/plans/${place.id}${rest}`);
const choose = (chosen) => api.post(planPath("/choose"), { chosen });
const comment = signal("");
const changed = signal(null);

async function lookForChanges(sure) {
  try {
    const { sentences } = await api.get(planPath("/changed"));
    if (sure || sentences.length) changed.value = sentences;
  } catch {
    if (sure) changed.value = [];
  }
}

/** Planning again: the new plan's page, or a word that nothing is different. */
function useRefresh(view, selection) {
  const [run, doing] = useDoing();
  const refresh = () =>
    run(async () => {
      keepTicks(place.guild, selection);
      const plan = await api.post(planPath("/refresh"));
      if (plan.hash !== view.hash) location.assign(pageOf(`/plans/${plan.hash}`));
      else toast(say("Discord still shows it as before. It can take a moment until a change arrives."));
    });
  return [refresh, doing];
}

function Done({ view }) {
  return html`<p class="notice" role="note">
    ${say("This plan was run.")} <a href=${pageOf(`/runs/${view.run_id}`)}>${say("See what the run did")}</a>
  </p>`;
}

function NothingToDo() {
  return html`<${Empty} title=${say("Nothing to do")} action=${html`<a class="button" href=${pageOf()}>${say("To the overview")}</a>`}>
    ${say("The server is already as the design says. When one of them changes, plan again.")}
  <//>`;
}

function View({ data, reload }) {
  const view = useSaid(data);
  const selection = useMemo(() => selectionOf(view, choose), [view.hash]);
  const [refresh, refreshing] = useRefresh(view, selection);
  const open = !view.run_id && !view.empty;
  useEffect(() => {
    document.title = `${titleOf(view)} · Guildwright`;
    if (view.run_id) return;
    lookForChanges(Boolean(view.stale));
    if (!view.empty && may("design", "apply")) selection.ask();
  }, [view.hash]);
  const stale = changed.value !== null && !view.run_id;
  const locked = !open || stale || !may("apply", "design");
  return html`<${Header} view=${view} selection=${selection} />
    ${view.run_id && html`<${Done} view=${view} />`}
    ${open && html`<${ReadOnly} needs=${[view.rollback_of ? "rollback" : "apply"]} told=${toSay("Read only. To run this plan you need the right {right}; whoever manages access can give it.")} />`}
    ${stale &&
    html`<${Stale} sentences=${changed.value} onRefresh=${refresh} busy=${refreshing.busy} allowed=${may("design", "apply")} />`}
    ${refreshing.error && html`<${Problem} error=${refreshing.error} retry=${refresh} />`}
    <${Findings} view=${view} selection=${selection} onDone=${refresh} busy=${refreshing.busy} />
    <${Labels} labels=${view.labels} />
    ${view.empty
      ? html`<${NothingToDo} />`
      : html`<${Groups} view=${view} selection=${selection} disabled=${locked} />
          <${Access} view=${view} selection=${selection} />
          <${Unseen} coverage=${view.coverage} />`}
    ${(open || comment.value.trim()) && html`<${Reviews} view=${view} comment=${comment} reload=${reload} />`}
    ${open &&
    html`<${Decide}
      view=${view}
      selection=${selection}
      stale=${stale}
      comment=${comment}
      onStale=${() => lookForChanges(true)}
      reload=${reload}
    />`}`;
}

await show({ load: () => api.get(planPath()), View, heading: sayAs("page", "Plan") });
