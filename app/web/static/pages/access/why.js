import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { useDoing } from "../parts/doing.js";
import { ofGuild } from "../parts/place.js";
import { MemberPicker } from "../parts/pickers/members.js";
import { Picture } from "../parts/pictures.js";
import { Problem } from "../parts/problem.js";
import { RIGHTS } from "./words.js";

function Answer({ why }) {
  const { member, rights, reasons } = why;
  return html`<div class="why-answer" aria-live="polite">
    <p class="picked"><${Picture} person=${member} /><b>${member.display_name}</b><span class="muted">${member.owner ? say("owns the server") : member.name}</span></p>
    <ul class="why-rights">
      ${RIGHTS.map(([right, name]) => {
        const held = rights.includes(right);
        const because = reasons.filter((reason) => reason.right === right);
        return html`<li class=${held ? "held" : "not-held"}>
          ${icon(held ? "check" : "x", { label: held ? say("may") : say("may not") })}
          <div><b>${say(name)}</b>${because.length ? because.map((one) => html`<p class="muted dense">${one.sentence}</p>`) : html`<p class="muted dense">${say("Nothing gives it.")}</p>`}</div>
        </li>`;
      })}
    </ul>
  </div>`;
}

/** "Why can this member do that?" */
export function Why() {
  const [run, doing] = useDoing();
  const [why, set] = useState(null);
  const ask = (member) => run(async () => set(await api.get(ofGuild(`/access/why?user=${member.id}`))));
  return html`<section class="panel panel-body" aria-labelledby="why-heading">
    <h2 id="why-heading">${say("Why can this member do that?")}</h2>
    <${MemberPicker} onPick=${ask} disabled=${doing.busy} />
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    ${why && html`<${Answer} why=${why} />`}
  </section>`;
}
