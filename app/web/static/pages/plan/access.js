import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { Sign } from "../parts/signs.js";
import { listed, members } from "../parts/words.js";
import { ForAll, dimmed } from "./for_all.js";

const PLACES = 6;
const LABELS = 6;

function Line({ one }) {
  const [all, showAll] = useState(false);
  const most = all ? Infinity : LABELS;
  const cut = one.gained.length > LABELS || one.lost.length > LABELS || one.places.length > PLACES;
  return html`<li class="access-line">
    <${Sign} kind="access" />
    <div>
      <p>
        <b>${one.who}</b>${Number.isInteger(one.members) && html` <span class="muted">(${members(one.members)})</span>`}
        ${one.gained.length > 0 && html` <span class="gains">${say("gains {permissions}", { permissions: listed(one.gained, most) })}</span>`}
        ${one.gained.length > 0 && one.lost.length > 0 && ", "}
        ${one.lost.length > 0 && html` <span class="losses">${say("loses {permissions}", { permissions: listed(one.lost, most) })}</span>`}
      </p>
      <p class="muted">${one.places.length ? listed(one.places, all ? Infinity : PLACES) : say("in the whole server")}</p>
      ${cut && !all && html`<button type="button" class="link-button" onClick=${() => showAll(true)}>${say("Show all")}</button>`}
    </div>
  </li>`;
}

/** Who can do more or less afterwards, role by role. */
export function Access({ view, selection }) {
  const lines = selection.told.value.access_view ?? [];
  if (!lines.length) return null;
  return html`<section aria-labelledby="access-heading" class=${dimmed(selection)}>
    <header class="section-head"><h2 id="access-heading">${say("Access afterwards")}</h2><${ForAll} view=${view} selection=${selection} /></header>
    <ul class="access-lines">${lines.map((one) => html`<${Line} one=${one} />`)}</ul>
  </section>`;
}
