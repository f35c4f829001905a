import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { newKey, useDoing } from "../parts/doing.js";
import { Empty } from "../parts/empty.js";
import { usePages } from "../parts/paged.js";
import { may, ofGuild } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { query } from "../parts/query.js";
import { Sign } from "../parts/signs.js";
import { When } from "../parts/when.js";
import { who } from "../parts/who.js";
import { STATES } from "./words.js";

export const recordsPage = (cursor) => api.get(ofGuild(`/drift/records${query({ cursor })}`));

function author({ who: actor, by_bot }) {
  const name = who(actor, say("somebody"));
  return by_bot ? say("{who} (bot)", { who: name }) : name;
}

function Record({ record, onIgnore, disabled }) {
  const [sign, state] = STATES[record.state];
  const when = html`<${When} at=${record.done_at ?? record.found_at} />`;
  const ignored = record.state === "ignored";
  return html`<li class="event">
    <${Sign} kind=${record.sign} byHand=${true} />
    <div>
      <p>${record.sentence}</p>
      <p class="muted dense">
        ${record.who ? sayAround("{when} by {who}", { when, who: author(record) }) : when} · ${icon(sign, { size: 14 })} ${say(state)}${record.settled_at && html` <${When} at=${record.settled_at} />`}
      </p>
      ${record.trouble && html`<p class="dense">${icon("triangle-alert", { size: 14 })} ${say("Not put back: {why}", { why: record.trouble })}</p>`}
    </div>
    ${(record.state === "open" || ignored) &&
    html`<button type="button" class="button button-quiet" disabled=${disabled} aria-label=${ignored ? say("Watch again: {what}", { what: record.sentence }) : say("Ignore: {what}", { what: record.sentence })} onClick=${() => onIgnore(record, !ignored)}>${ignored ? say("Watch again") : say("Ignore")}</button>`}
  </li>`;
}

/** What was noticed, newest first, with what became of it. */
export function Records({ records, reload }) {
  const [run, doing] = useDoing();
  const [items, Older] = usePages(records, recordsPage);
  const ignore = (record, on) =>
    run(async () => {
      await api.post(ofGuild("/drift/ignore"), { ids: [record.id], ignore: on }, { idempotencyKey: newKey() });
      toast(on ? say("It may stay as it is.") : say("It is watched again."));
      await reload();
    });
  return html`<section class="panel panel-body" aria-labelledby="records-heading">
    <h2 id="records-heading">${say("What was noticed")}</h2>
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    ${items.length
      ? html`<ul class="events">${items.map((record) => html`<${Record} key=${record.number} record=${record} disabled=${!may("design") || doing.busy} onIgnore=${ignore} />`)}</ul>`
      : html`<${Empty} title=${say("Nothing was noticed so far")}>${say("Once a design was applied, the bot notes here what people change by hand, who did it, and what became of it.")}<//>`}
    <${Older} />
  </section>`;
}
