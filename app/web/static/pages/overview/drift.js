import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround, toSay } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { ReadOnly } from "../parts/read_only.js";
import { Sign } from "../parts/signs.js";
import { When } from "../parts/when.js";
import { who } from "../parts/who.js";
import { changes } from "../parts/words.js";

const LONGEST = 500;

function Item({ item, ticked, onTick, disabled }) {
  const by = item.by_bot ? say("{who} (bot)", { who: who(item.who, say("a bot")) }) : who(item.who, say("nobody the audit log names"));
  return html`<li class="drift-item">
    <input
      type="checkbox"
      aria-label=${item.sentence}
      checked=${ticked}
      disabled=${disabled}
      onChange=${(event) => onTick(item.id, event.currentTarget.checked)}
    />
    <${Sign} kind=${item.sign} byHand=${true} />
    <div>
      <p>${item.sentence}</p>
      ${item.latest && html`<p class="dense">${item.latest}</p>`}
      <p class="muted dense">${item.when ? sayAround("by {who} {when}", { who: by, when: html`<${When} at=${item.when} />` }) : say("by {who}", { who: by })}</p>
    </div>
  </li>`;
}

function Adopting({ number, doing, onYes, onNo }) {
  const [message, setMessage] = useState("");
  return html`<${Confirm}
    title=${say("Adopt {changes} into the design?", { changes: changes(number) })}
    action=${say("Adopt {changes}", { changes: changes(number) })}
    busy=${doing.busy}
    onYes=${() => onYes(message.trim())}
    onNo=${onNo}
  >
    <p>${say("The design becomes as the server is now, in a new version. Nothing changes on the server.")}</p>
    <div class="field">
      <label for="adopt-message">${say("Message")} <span class="muted">${say("(optional)")}</span></label>
      <input
        id="adopt-message"
        class="input"
        maxlength=${LONGEST}
        value=${message}
        onInput=${(event) => setMessage(event.currentTarget.value)}
      />
    </div>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
  <//>`;
}

/** What left the design, by whom and when, and the two ways out. */
export function Drift({ drift, reload }) {
  const [run, doing] = useDoing();
  const [asking, ask] = useState(false);
  const [ticks, setTicks] = useState(new Set());
  const { items } = drift;
  const ids = ticks.size ? items.filter((one) => ticks.has(one.id)).map((one) => one.id) : items.map((one) => one.id);
  const tick = (id, on) => {
    const next = new Set(ticks);
    on ? next.add(id) : next.delete(id);
    setTicks(next);
  };
  const adopt = (message) =>
    run(async () => {
      const { version } = await api.post(ofGuild("/drift/adopt"), { ids, message }, { idempotencyKey: newKey() });
      ask(false);
      setTicks(new Set());
      toast(say("Adopted as version {number}.", { number: version }));
      await reload();
    });
  const revert = () =>
    run(async () => {
      const plan = await api.post(ofGuild("/drift/revert"), { ids }, { idempotencyKey: newKey() });
      location.assign(pageOf(`/plans/${plan.hash}`));
    });
  const number = ids.length;
  return html`<ul class="drift-items">
      ${items.map((item) => html`<${Item} key=${item.id} item=${item} ticked=${ticks.has(item.id)} onTick=${tick} disabled=${!may("design", "apply")} />`)}
    </ul>
    <${ReadOnly} needs=${["design", "apply"]} told=${toSay("Read only. To adopt or revert drift you need the right {right}; whoever manages access can give it.")} />
    <div class="buttons">
      <button type="button" class="button" disabled=${!may("design") || doing.busy} onClick=${() => ask(true)}>${icon("check")}${ticks.size ? say("Adopt {number}", { number }) : number === 1 ? say("Adopt it") : say("Adopt all {number}", { number })}</button>
      <button type="button" class="button" disabled=${!may("design", "apply") || doing.busy} onClick=${revert}>${icon("undo-2")}${ticks.size ? say("Plan to revert {number}", { number }) : number === 1 ? say("Plan to revert it") : say("Plan to revert all {number}", { number })}</button>
      <a class="button button-quiet" href=${pageOf("/designer")}>${say("Open the designer")}</a>
    </div>
    ${doing.error && !asking && html`<${Problem} error=${doing.error} />`}
    ${asking && html`<${Adopting} number=${number} doing=${doing} onYes=${adopt} onNo=${() => (ask(false), doing.clear())} />`}`;
}
