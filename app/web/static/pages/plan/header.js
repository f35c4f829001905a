import { html } from "../../lib/html.js";
import { say, sayAround } from "../../lib/say.js";
import { Copy } from "../parts/copy.js";
import { pageOf } from "../parts/place.js";
import { When } from "../parts/when.js";
import { who } from "../parts/who.js";
import { channels, partName } from "../parts/words.js";
import { ForAll, dimmed } from "./for_all.js";

function Origin({ view }) {
  if (!view.rollback_of) return view.origin_text;
  return sayAround("back to before {run}", { run: html`<a href=${pageOf(`/runs/${view.rollback_of}`)}>${say("this run")}</a>` });
}

/** What the page is called; the hash stands with the details. */
export const titleOf = (view) => say("Plan for {server}", { server: view.guild_name });

const SHORT = 12;

function Identity({ hash }) {
  return html`<details class="problem-details">
    <summary>${say("Details")}</summary>
    <p><span class="muted">${say("Hash")}</span> <code>${hash.slice(0, SHORT)}</code> <${Copy} text=${hash} label=${say("Copy the hash")} quiet /></p>
  </details>`;
}

export function Header({ view, selection }) {
  const { cost, cost_text } = selection.told.value;
  return html`<header class="page-head">
    <div>
      <h1>${titleOf(view)}</h1>
      <p class="muted">
        <${Origin} view=${view} /> · ${sayAround("made {when} by {who}", { when: html`<${When} at=${view.made_at} />`, who: who(view.made_by, view.made_by_name) })}
        ${view.part_of && html` · <a href=${pageOf(`/plans/${view.part_of}`)}>${say("a part of this plan")}</a>`}
      </p>
      ${!view.empty && html`<p class=${`cost ${dimmed(selection)}`}>${cost_text} <${ForAll} view=${view} selection=${selection} /></p>`}
      ${(cost?.waits ?? []).map((wait) => html`<p class="muted">${wait.why}</p>`)}
      <${Identity} hash=${view.hash} />
    </div>
    <${Copy} text=${location.origin + location.pathname} label=${say("Copy the link")} />
  </header>`;
}

/** What going back cannot bring back. */
export function Labels({ labels }) {
  if (!labels?.length) return null;
  return html`<section class="labels" aria-labelledby="labels-heading">
    <h2 id="labels-heading">${say("What going back cannot bring back")}</h2>
    <ul class="plain">${labels.map((one) => html`<li>${typeof one === "string" ? one : `${one.title}: ${one.text}`}</li>`)}</ul>
  </section>`;
}

/** How sure it is that the bot saw everything. */
export function Unseen({ coverage }) {
  const parts = Object.entries(coverage?.unread ?? {});
  const hidden = coverage?.unseen_channels?.length ?? 0;
  if (!parts.length && !hidden) return null;
  return html`<p class="muted">
    ${hidden > 0 && `${say("The bot cannot see {channels}; what it cannot see is left alone.", { channels: channels(hidden) })} `}
    ${parts.map(([part, why]) => `${say("Not read: {part} ({why}).", { part: partName(part), why })} `)}
  </p>`;
}
