import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
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

function Record({ record, onIgnore, disabled }) {
  const [sign, state] = STATES[record.state];
  const by = record.who ? ` by ${who(record.who, "somebody")}${record.by_bot ? " (bot)" : ""}` : "";
  const ignored = record.state === "ignored";
  return html`<li class="event">
    <${Sign} kind=${record.sign} byHand=${true} />
    <div>
      <p>${record.sentence}</p>
      <p class="muted dense">
        <${When} at=${record.done_at ?? record.found_at} />${by} · ${icon(sign, { size: 14 })} ${state}${record.settled_at && html` <${When} at=${record.settled_at} />`}
      </p>
      ${record.trouble && html`<p class="dense">${icon("triangle-alert", { size: 14 })} Not put back: ${record.trouble}</p>`}
    </div>
    ${(record.state === "open" || ignored) &&
    html`<button type="button" class="button button-quiet" disabled=${disabled} aria-label=${`${ignored ? "Watch again" : "Ignore"}: ${record.sentence}`} onClick=${() => onIgnore(record, !ignored)}>${ignored ? "Watch again" : "Ignore"}</button>`}
  </li>`;
}

/** What was noticed, newest first, with what became of it. */
export function Records({ records, reload }) {
  const [run, doing] = useDoing();
  const [items, Older] = usePages(records, recordsPage);
  const ignore = (record, on) =>
    run(async () => {
      await api.post(ofGuild("/drift/ignore"), { ids: [record.id], ignore: on }, { idempotencyKey: newKey() });
      toast(on ? "It may stay as it is." : "It is watched again.");
      await reload();
    });
  return html`<section class="panel panel-body" aria-labelledby="records-heading">
    <h2 id="records-heading">What was noticed</h2>
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    ${items.length
      ? html`<ul class="events">${items.map((record) => html`<${Record} key=${record.number} record=${record} disabled=${!may("design") || doing.busy} onIgnore=${ignore} />`)}</ul>`
      : html`<${Empty} title="Nothing was noticed so far">Once a design was applied, the bot notes here what people change by hand, who did it, and what became of it.<//>`}
    <${Older} />
  </section>`;
}
