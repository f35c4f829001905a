import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { Confirm } from "../parts/confirm.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { ReadOnly } from "../parts/read_only.js";
import { steps } from "../parts/words.js";
import { isFinal } from "./follow.js";

const QUESTIONS = {
  pause: {
    title: toSay("Pause this run?"),
    action: toSay("Pause the run"),
    text: () => say("The step under way is finished first. Members see the server half changed until you resume."),
  },
  cancel: {
    title: toSay("Cancel this run?"),
    action: toSay("Cancel the run"),
    danger: true,
    text: (run) => {
      const done = run.steps.filter((step) => step.state === "done").length;
      const left = run.steps.filter((step) => step.state === "waiting").length;
      return say("What is done stays done ({steps}); {others} will not be tried. Roll back undoes what is done.", { steps: steps(done), others: steps(left) });
    },
  },
};

/** Pause, resume and cancel: between steps, after a question. */
export function Steering({ run, path, onNews }) {
  const [act, doing] = useDoing();
  const [asking, ask] = useState(null);
  if (isFinal(run)) return null;
  const needs = run.rollback_of ? ["apply", "rollback"] : ["apply"];
  const allowed = may(...needs);
  const wish = (name) =>
    act(async () => {
      const news = await api.post(`${path}/${name}`, undefined, { idempotencyKey: newKey() });
      if (news?.state) onNews(news);
      ask(null);
    });
  const off = !allowed || doing.busy;
  const question = QUESTIONS[asking];
  return html`<${ReadOnly} needs=${needs} told=${toSay("Read only. To pause or cancel a run you need the right {right}; whoever manages access can give it.")} />
    <div class="buttons">
      ${run.state === "paused"
        ? html`<button type="button" class="button button-primary" disabled=${off} onClick=${() => wish("resume")}>${icon("play")}${say("Resume")}</button>`
        : html`<button type="button" class="button" disabled=${off || run.wish === "pause"} onClick=${() => ask("pause")}>${icon("pause")}${say("Pause")}</button>`}
      <button type="button" class="button" disabled=${off || run.wish === "cancel"} onClick=${() => ask("cancel")}>${icon("square")}${say("Cancel")}</button>
    </div>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
    ${question &&
    html`<${Confirm}
      title=${say(question.title)}
      action=${say(question.action)}
      danger=${question.danger}
      busy=${doing.busy}
      onYes=${() => wish(asking)}
      onNo=${() => ask(null)}
    >
      <p>${question.text(run)}</p>
    <//>`}`;
}
