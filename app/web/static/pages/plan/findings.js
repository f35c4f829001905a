import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { warnings } from "../parts/words.js";
import { ForAll, dimmed } from "./for_all.js";

const SEVERITIES = [
  ["blocks", "octagon-x", (number) => sayCounted(number, "{number} blocks the plan", "{number} block the plan"), toSay("This keeps the plan from running")],
  ["warns", "triangle-alert", warnings, toSay("Look at this before you agree")],
  ["informs", "info", (number) => sayCounted(number, "{number} note", "{number} notes"), toSay("Good to know")],
];

const severityOf = (name) => SEVERITIES.find(([one]) => one === name) ?? SEVERITIES[2];

function Counts({ findings }) {
  return html`<ul class="tally">
    ${SEVERITIES.map(([name, sign, counted]) => {
      const number = findings.filter((finding) => finding.severity === name).length;
      return number ? html`<li class="severity-${name}">${icon(sign)} ${counted(number)}</li>` : null;
    })}
  </ul>`;
}

function jump(event, id) {
  const row = document.getElementById(`change-${id}`);
  if (!row) return;
  event.preventDefault();
  row.scrollIntoView({ block: "center" });
  row.querySelector("input")?.focus();
}

function Finding({ finding, known, onDone, busy }) {
  const [name, sign, , meaning] = severityOf(finding.severity);
  const about = (finding.changes ?? []).filter((id) => known.has(id));
  return html`<li class="finding severity-${name}">
    <span class="finding-sign">${icon(sign)}</span>
    <div>
      <p><span class="visually-hidden">${say(meaning)}: </span>${finding.what}</p>
      ${finding.remedy && html`<p class="muted">${finding.remedy}</p>`}
      ${(finding.who ?? []).length > 0 &&
      html`<details><summary>${say("Show who")}</summary><ul class="plain">${finding.who.map((one) => html`<li>${one}</li>`)}</ul></details>`}
    </div>
    <div class="finding-actions">
      ${about.length > 0 &&
      html`<a href=${`#change-${about[0]}`} onClick=${(event) => jump(event, about[0])}>
        ${sayCounted(about.length, "Show the change", "Show the first of {number} changes")}
      </a>`}
      ${name === "blocks" &&
      html`<button type="button" class="button" disabled=${busy} onClick=${onDone}>${icon("rotate-cw")}${say("I have done it")}</button>`}
    </div>
  </li>`;
}

/** What must be known before agreeing, the gravest first, each with its remedy. */
export function Findings({ view, selection, onDone, busy }) {
  const { findings_view, findings: raw } = selection.told.value;
  const findings = findings_view ?? raw ?? [];
  if (!findings.length) return null;
  const known = new Set(selection.changes.map((one) => one.id));
  const order = SEVERITIES.map(([name]) => name);
  const sorted = [...findings].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return html`<section aria-labelledby="findings-heading" class=${dimmed(selection)}>
    <header class="section-head"><h2 id="findings-heading">${say("Findings")}</h2><${ForAll} view=${view} selection=${selection} /><${Counts} findings=${findings} /></header>
    <ul class="findings">
      ${sorted.map((finding) => html`<${Finding} finding=${finding} known=${known} onDone=${onDone} busy=${busy} />`)}
    </ul>
  </section>`;
}
