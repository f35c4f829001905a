import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, ofGuild } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";
import { placeText } from "./words.js";

/** Where putting back gave up, since somebody changed the same thing again each time. */
export function Stopped({ stopped, design, reload }) {
  const [run, doing] = useDoing();
  if (!stopped.length) return null;
  const goOn = (places) =>
    run(async () => {
      await api.post(ofGuild("/drift/settings/go-on"), { places }, { idempotencyKey: newKey() });
      toast(say("It is put back again from now on."));
      await reload();
    });
  return html`<section class="panel panel-body" aria-labelledby="stopped-heading">
    <h2 id="stopped-heading">${icon("triangle-alert")}${say("No longer put back")}</h2>
    <p class="muted">${say("Somebody changed these again each time. They stay as people made them until you let it go on.")}</p>
    <ul class="lines">
      ${stopped.map(
        ({ place, since }) => html`<li key=${place} class="stopped">
          <span>${say("The {thing}", { thing: placeText(place, design) })} <span class="muted dense">${sayAround("since {when}", { when: html`<${When} at=${since} />` })}</span></span>
          <button type="button" class="button" disabled=${!may("apply") || doing.busy} aria-label=${say("Put back again: {thing}", { thing: placeText(place, design) })} onClick=${() => goOn([place])}>${say("Put back again")}</button>
        </li>`,
      )}
    </ul>
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
  </section>`;
}
