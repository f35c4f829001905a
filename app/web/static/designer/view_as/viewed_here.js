// While somebody is viewed as: what they may do in this channel, and which rule decides.
import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { sentence } from "../model/explanation.js";
import { permissionsOfChannel } from "../model/registry.js";
import { channelOf } from "../model/design.js";
import { actual } from "../state/as_left.js";
import { registry } from "../state/page.js";
import { rules, verdictOf } from "../state/verdicts.js";
import { viewTitle } from "../state/view_as.js";
import { person } from "./person.js";

export function ViewedHere({ channel }) {
  const [open, setOpen] = useState(false);
  const viewed = person.value, who = viewTitle();
  if (!viewed) return null;
  const here = channelOf(actual.value, channel.key);
  const reason = verdictOf(viewed, rules.VIEW, here);
  return html`<section class="panel-part viewed" aria-label=${say("Viewed as")}>
    <h3>${reason === null ? say("{who} may or may not see this", { who }) : reason.allowed ? say("{who} sees this", { who }) : say("{who} does not see this", { who })}</h3>
    <p class="field-hint">${told(reason)}</p>
    <details open=${open} onToggle=${(event) => setOpen(event.target.open)}><summary>${say("Everything they may do here")}</summary>
      ${open && html`<ul class="verdicts">${permissionsOfChannel(registry, channel.type).map((one) => {
        const last = verdictOf(viewed, one.value, here);
        return html`<li key=${one.name}><span class=${last === null ? "" : last.allowed ? "yes" : "no"} aria-hidden="true">${last === null ? "?" : last.allowed ? "\u2713" : "\u2715"}</span>
          <span><strong>${one.label}</strong><span class="visually-hidden">${" "}${last === null ? say("not known") : last.allowed ? say("allowed") : say("not allowed")}</span><br />${told(last)}</span></li>`;
      })}</ul>`}
    </details>
  </section>`;
}

const told = (verdict) => (verdict === null ? say("Left to people, and not known until the server was read.") : sentence(verdict, registry));
