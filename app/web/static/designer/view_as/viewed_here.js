// While somebody is viewed as: what they may do in this channel, and which rule decides.
import { html, useState } from "../../lib/html.js";
import { explain, sentence } from "../model/explanation.js";
import { permissionsOfChannel } from "../model/registry.js";
import { design } from "../state/document.js";
import { registry, rules } from "../state/page.js";
import { person, viewTitle } from "./person.js";

export function ViewedHere({ channel }) {
  const [open, setOpen] = useState(false);
  const who = person.value;
  if (!who) return null;
  const bits = rules.usable(design.value, who, channel);
  const sees = (bits & rules.VIEW) !== 0n;
  const reason = explain(rules, design.value, who, rules.VIEW, channel).at(-1);
  return html`<section class="panel-part viewed" aria-label="Viewed as">
    <h3>${viewTitle()} ${sees ? "sees this" : "does not see this"}</h3>
    <p class="field-hint">${sentence(reason, registry)}</p>
    <details open=${open} onToggle=${(event) => setOpen(event.target.open)}><summary>Everything they may do here</summary>
      ${open && html`<ul class="verdicts">${permissionsOfChannel(registry, channel.type).map((one) => {
        const last = explain(rules, design.value, who, one.value, channel).at(-1);
        return html`<li key=${one.name}><span class=${last.allowed ? "yes" : "no"} aria-hidden="true">${last.allowed ? "\u2713" : "\u2715"}</span>
          <span><strong>${one.label}</strong><span class="visually-hidden">${last.allowed ? " allowed" : " not allowed"}</span><br />${sentence(last, registry)}</span></li>`;
      })}</ul>`}
    </details>
  </section>`;
}
