// One run: live while it goes on, its report afterwards.
import { api } from "../lib/api.js";
import { html, useEffect, useMemo, useRef } from "../lib/html.js";
import { say, sayAround, sayAs } from "../lib/say.js";
import { dayAndTime } from "../lib/time.js";
import { ofGuild, pageOf, place } from "./parts/place.js";
import { Problem } from "./parts/problem.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { who } from "./parts/who.js";
import { Again } from "./run/again.js";
import { follow, isFinal } from "./run/follow.js";
import { Progress, stateWord } from "./run/progress.js";
import { Report } from "./run/report.js";
import { RollBack } from "./run/rollback.js";
import { Steering } from "./run/steering.js";
import { Steps } from "./run/steps.js";
import { Waiting } from "./run/waiting.js";

const path = ofGuild(`/runs/${place.id}`);

const titleOf = (run) => say("Run of {moment}", { moment: dayAndTime(run.created_at) });

function Header({ run }) {
  return html`<header class="page-head">
    <div>
      <h1>${titleOf(run)}</h1>
      <p class="muted">
        ${sayAround("started by {who} {when}", {
          who: who(run.requested_by, run.requested_by_name),
          when: html`<${When} at=${run.started_at ?? run.created_at} />`,
        })}
        ${run.receipt && ` · ${run.receipt.replace(/\.$/, "").replace(/^P/, "p")}`}${run.ended_at && html` · ${sayAround("ended {when}", { when: html`<${When} at=${run.ended_at} />` })}`}${" · "}
        <a href=${pageOf(`/plans/${run.plan_hash}`)}>${say("its plan")}</a>
      </p>
    </div>
  </header>`;
}

/** Moves to the report once when the run ends while somebody watches. */
function useArrival(over) {
  const place = useRef(null);
  const was = useRef(over);
  useEffect(() => {
    if (over && !was.current) place.current?.focus();
    was.current = over;
  }, [over]);
  return place;
}

function View({ data }) {
  const { run: current, link, refused, stop } = useMemo(() => follow(path, data), [data]);
  useEffect(() => stop, [stop]);
  const run = current.value;
  const over = isFinal(run);
  const arrival = useArrival(over);
  useEffect(() => {
    document.title = `${stateWord(run.state)} · ${titleOf(run)} · Guildwright`;
  }, [run.state]);
  const onNews = (news) => (current.value = { ...current.value, ...news });
  return html`<${Header} run=${run} />
    <${Progress} run=${run} link=${link.value} />
    ${link.value === "refused" && html`<${Problem} error=${refused.value} />`}
    <${Waiting} run=${run} />
    <${Steering} run=${run} path=${path} onNews=${onNews} />
    <div ref=${arrival} tabindex="-1" class="arrival" aria-live="polite">${over && html`<${Report} run=${run} path=${path} />`}</div>
    ${over && run.state !== "succeeded" && html`<${Again} run=${run} />`}
    ${over && html`<${RollBack} path=${path} />`}
    <${Steps} steps=${run.steps} />`;
}

await show({ load: () => api.get(path), View, heading: sayAs("page", "Run") });
