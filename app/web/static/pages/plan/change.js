import { html, useState } from "../../lib/html.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { Sign } from "../parts/signs.js";
import { listed } from "../parts/words.js";

const SHOWN = 6;
const SUBJECTS = {
  role: toSay("role"),
  channel: toSay("channel"),
  rule: toSay("automod rule"),
  settings: toSay("server"),
  order: toSay("server"),
  welcome_screen: toSay("welcome screen"),
  onboarding: toSay("onboarding"),
};

const subjectWord = (subject) => say(SUBJECTS[subject] ?? subject);

function Field({ field, created }) {
  const { label, before, after } = field;
  const old = before !== null && before !== undefined && before !== "" && !created;
  return html`<div class="field-change">
    <dt>${label}</dt>
    <dd>
      ${old && html`<del>${before}</del><span class="arrow" aria-hidden="true"> → </span><span class="visually-hidden"> ${say("becomes")} </span>`}
      <ins>${after === null || after === undefined || after === "" ? say("none") : after}</ins>
    </dd>
  </div>`;
}

function Fields({ change }) {
  const [all, showAll] = useState(false);
  const fields = change.fields ?? [];
  if (!fields.length) return null;
  const shown = all ? fields : fields.slice(0, SHOWN);
  return html`<dl class="field-changes">
      ${shown.map((field) => html`<${Field} key=${field.label} field=${field} created=${change.kind === "create"} />`)}
    </dl>
    ${fields.length > shown.length &&
    html`<button type="button" class="link-button" onClick=${() => showAll(true)}>
      ${sayCounted(fields.length - shown.length, "Show {number} more", "Show {number} more")}
    </button>`}`;
}

function Tick({ change, selection, disabled, describedBy }) {
  const on = selection.ticked.value.has(change.id);
  const also = selection.also.value.has(change.id);
  const forced = also && !change.destructive;
  const what = { kind: subjectWord(change.subject), name: change.title };
  return html`<label class="tick">
    <input
      type="checkbox"
      checked=${on || forced}
      disabled=${disabled || forced}
      aria-describedby=${describedBy}
      onChange=${(event) => selection.tick([change.id], event.currentTarget.checked)}
    />
    <span class="visually-hidden">${change.destructive ? say("Allow {kind} {name}", what) : say("Include {kind} {name}", what)}</span>
    ${change.destructive && html`<span class="tick-word" aria-hidden="true">${on ? say("allowed") : say("tick to allow")}</span>`}
  </label>`;
}

function alsoNeeded({ destructive }, askers) {
  if (!askers) return destructive ? say("Also needed. Tick it to allow it, or leave that out.") : say("Also needed.");
  if (destructive) return say("Also needed for {changes}. Tick it to allow it, or leave that out.", { changes: askers });
  return say("Also needed for {changes}.", { changes: askers });
}

function Notes({ change, selection, id }) {
  const also = selection.also.value.has(change.id);
  return html`<div class="change-notes" id=${id}>
    ${change.remark && html`<p class="muted">${change.remark}</p>`}
    ${change.label && html`<p class="muted">${change.label}</p>`}
    ${change.loses && html`<p class="loses">${change.loses}</p>`}
    ${also &&
    html`<p class="also">${alsoNeeded(change, listed(selection.askers(change.id), 3))}</p>`}
  </div>`;
}

/** One change in Discord's own shape: sign, what, fields before and after, and its tick. */
export function Change({ change, selection, disabled }) {
  const id = `change-${change.id}`;
  const out = !selection.closure.value.has(change.id);
  const css = `change${change.destructive ? " destructive" : ""}${out ? " left-out" : ""}`;
  return html`<li class=${css} id=${id}>
    <${Sign} kind=${change.kind} />
    <div class="change-body">
      <p class="change-title"><span class="muted">${subjectWord(change.subject)}</span> <b>${change.title}</b></p>
      <${Notes} change=${change} selection=${selection} id=${`${id}-notes`} />
      <${Fields} change=${change} />
    </div>
    <${Tick} change=${change} selection=${selection} disabled=${disabled} describedBy=${`${id}-notes`} />
  </li>`;
}
