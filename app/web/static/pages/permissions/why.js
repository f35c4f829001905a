import { explain, sentence } from "../../designer/model/explanation.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";

const FLIP = { true: toSay("allows"), false: toSay("denies") };

function Rules({ verdicts, registry }) {
  const last = verdicts.length - 1;
  return html`<ol class="rules">
    ${verdicts.map(
      (verdict, index) => html`<li class=${index === last ? "deciding" : ""}>
        ${icon(verdict.allowed ? "check" : "x", { label: say(FLIP[verdict.allowed]) })}
        <span>${sentence(verdict, registry)}${index === last && html` <b class="dense">${say("decides")}</b>`}</span>
      </li>`,
    )}
  </ol>`;
}

/** Why the cell says what it says: each rule that spoke, in Discord's order; the last one decides. */
export function Why({ picked, asked, design, rules, registry, onClose }) {
  const { channel, subject } = picked;
  const answers = asked.permissions.map((permission) => ({
    permission,
    verdicts: explain(rules, design, subject.person, permission.value, channel),
  }));
  const may = answers.every(({ verdicts }) => verdicts.at(-1).allowed);
  return html`<aside class="why panel panel-body" aria-labelledby="why-heading">
    <header class="why-head">
      <h2 id="why-heading" tabindex="-1">${may
        ? say("Yes: {who} in {channel}", { who: subject.label, channel: channel.name })
        : say("No: {who} in {channel}", { who: subject.label, channel: channel.name })}</h2>
      <button type="button" class="icon-button" aria-label=${say("Close")} onClick=${onClose}>${icon("x")}</button>
    </header>
    ${answers.map(
      ({ permission, verdicts }) => html`<section>
        <h3 class=${verdicts.at(-1).allowed ? "yes" : "no"}>${icon(verdicts.at(-1).allowed ? "check" : "x")}${permission.label}</h3>
        <${Rules} verdicts=${verdicts} registry=${registry} />
      </section>`,
    )}
    <p class="muted dense">${say("A later rule overrules an earlier one.")}</p>
  </aside>`;
}
