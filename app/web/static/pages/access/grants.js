import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
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
  if (!subject.name) return subject.kind === "role" ? "a role that is gone" : "somebody who has left";
  return subject.kind === "role" ? `@${subject.name.replace(/^@/, "")}` : subject.name;
};

const places = (grant) =>
  grant.objects.length ? listed(grant.objects.map((one) => one.name ?? "something that is gone"), 4) : "The whole server";

/** One's own may always be given up. */
const isOwn = ({ subject }) => subject.kind === "user" && subject.id === self;

function Row({ grant, roles, onRevoke }) {
  const role = grant.subject.kind === "role" && roles.find((one) => one.id === grant.subject.id);
  return html`<tr class=${grant.in_force ? "" : "over"}>
    <td data-label="Who"><span class="subject">${grant.subject.kind === "role" ? html`<${RoleDot} color=${role?.color ?? 0} />` : icon("user")}<b>${called(grant)}</b></span>
      ${grant.note && html`<span class="muted dense">${grant.note}</span>`}</td>
    <td data-label="Rights">${listed(grant.rights.map(rightName))}</td>
    <td data-label="Where">${places(grant)}</td>
    <td data-label="Until">${grant.expires_at ? html`<${When} at=${grant.expires_at} />` : "No end"}
      ${!grant.in_force && html`<span class="chip chip-change">${grant.granter_may_no_longer ? "not in force: its giver lost the right" : "over"}</span>`}</td>
    <td data-label="Given by">${grant.granter_name ?? (grant.granted_by ? "somebody who has left" : "the operator")} <span class="muted dense"><${When} at=${grant.granted_at} /></span></td>
    <td><button type="button" class="button button-small" disabled=${!may("manage_access") && !isOwn(grant)} onClick=${() => onRevoke(grant)} aria-label=${`Revoke the rights of ${called(grant)}`}>Revoke</button></td>
  </tr>`;
}

/** Everything that was given here, with the way to take it back. */
export function Grants({ access, reload }) {
  const [run, doing] = useDoing();
  const [asked, ask] = useState(null);
  const revoke = () =>
    run(async () => {
      await api.delete(ofGuild(`/grants/${asked.id}`));
      toast(`The rights of ${called(asked)} were revoked.`);
      ask(null);
      await reload();
    });
  return html`<section aria-labelledby="grants-heading">
    <header class="section-head"><h2 id="grants-heading">Given rights</h2></header>
    ${access.grants.length
      ? html`<div class="panel scroll"><table class="table table-cards grants">
          <thead><tr><th scope="col">Who</th><th scope="col">Rights</th><th scope="col">Where</th><th scope="col">Until</th><th scope="col">Given by</th><th><span class="visually-hidden">Revoke</span></th></tr></thead>
          <tbody>${access.grants.map((grant) => html`<${Row} key=${grant.id} grant=${grant} roles=${access.roles} onRevoke=${ask} />`)}</tbody>
        </table></div>`
      : html`<p class="muted">Nothing was given yet. A grant lets a role or a member do more here without any right on Discord; it can be for some channels only, and end by itself.</p>`}
    ${asked &&
    html`<${Confirm} title=${`Revoke the rights of ${called(asked)}?`} action="Revoke the rights" danger busy=${doing.busy} onYes=${revoke} onNo=${() => (ask(null), doing.clear())}>
      <p>${listed(asked.rights.map(rightName))} on ${asked.objects.length ? places(asked) : "the whole server"}. They lose it within a second.</p>
      ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <//>`}
  </section>`;
}

/** Who holds every right without a grant. */
export function Managers({ access }) {
  if (!access.managers.length) return null;
  return html`<section aria-labelledby="managers-heading">
    <header class="section-head"><h2 id="managers-heading">By their rights on Discord</h2></header>
    <ul class="managers">${access.managers.map((one) => html`<li class="chip">${icon(one.source === "owner" ? "crown" : "shield")}${one.name ?? "somebody"} <span class="muted">${SOURCES[one.source]}</span></li>`)}</ul>
    <p class="muted dense">They hold every right here.</p>
  </section>`;
}
