import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { useDoing } from "../parts/doing.js";
import { may, ofGuild, self } from "../parts/place.js";
import { RoleDot } from "../parts/pickers/roles.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";
import { listed } from "../parts/words.js";
import { rightName, SOURCES } from "./words.js";

const called = ({ subject }) => {
  if (!subject.name) return subject.kind === "role" ? say("a role that is gone") : say("somebody who has left");
  return subject.kind === "role" ? `@${subject.name.replace(/^@/, "")}` : subject.name;
};

const places = (grant) =>
  grant.objects.length ? listed(grant.objects.map((one) => one.name ?? say("something that is gone")), 4) : say("The whole server");

function lost(grant) {
  const rights = listed(grant.rights.map(rightName));
  if (!grant.objects.length) return say("{rights} on the whole server. They lose it within a second.", { rights });
  return say("{rights} on {places}. They lose it within a second.", { rights, places: places(grant) });
}

/** One's own may always be given up. */
const isOwn = ({ subject }) => subject.kind === "user" && subject.id === self;

function Row({ grant, roles, onRevoke }) {
  const role = grant.subject.kind === "role" && roles.find((one) => one.id === grant.subject.id);
  return html`<tr class=${grant.in_force ? "" : "over"}>
    <td data-label=${say("Who")}><span class="subject">${grant.subject.kind === "role" ? html`<${RoleDot} color=${role?.color ?? 0} />` : icon("user")}<b>${called(grant)}</b></span>
      ${grant.note && html`<span class="muted dense">${grant.note}</span>`}</td>
    <td data-label=${say("Rights")}>${listed(grant.rights.map(rightName))}</td>
    <td data-label=${say("Where")}>${places(grant)}</td>
    <td data-label=${say("Until")}>${grant.expires_at ? html`<${When} at=${grant.expires_at} />` : say("No end")}
      ${!grant.in_force && html`<span class="chip chip-change">${grant.granter_may_no_longer ? say("not in force: its giver lost the right") : say("over")}</span>`}</td>
    <td data-label=${say("Given by")}>${grant.granter_name ?? (grant.granted_by ? say("somebody who has left") : say("the operator"))} <span class="muted dense"><${When} at=${grant.granted_at} /></span></td>
    <td><button type="button" class="button button-small" disabled=${!may("manage_access") && !isOwn(grant)} onClick=${() => onRevoke(grant)} aria-label=${say("Revoke the rights of {who}", { who: called(grant) })}>${say("Revoke")}</button></td>
  </tr>`;
}

/** Everything that was given here, with the way to take it back. */
export function Grants({ access, reload }) {
  const [run, doing] = useDoing();
  const [asked, ask] = useState(null);
  const revoke = () =>
    run(async () => {
      await api.delete(ofGuild(`/grants/${asked.id}`));
      toast(say("The rights of {who} were revoked.", { who: called(asked) }));
      ask(null);
      await reload();
    });
  return html`<section aria-labelledby="grants-heading">
    <header class="section-head"><h2 id="grants-heading">${say("Given rights")}</h2></header>
    ${access.grants.length
      ? html`<div class="panel scroll"><table class="table table-cards grants">
          <thead><tr><th scope="col">${say("Who")}</th><th scope="col">${say("Rights")}</th><th scope="col">${say("Where")}</th><th scope="col">${say("Until")}</th><th scope="col">${say("Given by")}</th><th><span class="visually-hidden">${say("Revoke")}</span></th></tr></thead>
          <tbody>${access.grants.map((grant) => html`<${Row} key=${grant.id} grant=${grant} roles=${access.roles} onRevoke=${ask} />`)}</tbody>
        </table></div>`
      : html`<p class="muted">${say("Nothing was given yet. A grant lets a role or a member do more here without any right on Discord; it can be for some channels only, and end by itself.")}</p>`}
    ${asked &&
    html`<${Confirm} title=${say("Revoke the rights of {who}?", { who: called(asked) })} action=${say("Revoke the rights")} danger busy=${doing.busy} onYes=${revoke} onNo=${() => (ask(null), doing.clear())}>
      <p>${lost(asked)}</p>
      ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <//>`}
  </section>`;
}

/** Who holds every right without a grant. */
export function Managers({ access }) {
  if (!access.managers.length) return null;
  return html`<section aria-labelledby="managers-heading">
    <header class="section-head"><h2 id="managers-heading">${say("By their rights on Discord")}</h2></header>
    <ul class="managers">${access.managers.map((one) => html`<li class="chip">${icon(one.source === "owner" ? "crown" : "shield")}${one.name ?? say("somebody")} <span class="muted">${say(SOURCES[one.source])}</span></li>`)}</ul>
    <p class="muted dense">${say("They hold every right here.")}</p>
  </section>`;
}
