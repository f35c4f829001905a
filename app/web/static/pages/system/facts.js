import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { When } from "../parts/when.js";
import { capital } from "../parts/words.js";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const UNITS = [
  ["_ms", (number) => `${number.toLocaleString("en")} ms`],
  ["_s", (number) => `${number.toLocaleString("en")} s`],
  ["_bytes", (number) => `${(number / 1e6).toLocaleString("en", { maximumFractionDigits: 1 })} MB`],
];

function Value({ name, value }) {
  if (value === null || value === undefined || value === "") return html`<span class="muted">not known</span>`;
  if (typeof value === "boolean") {
    return html`<span class=${value ? "fine" : "amiss"}>${icon(value ? "check" : "x")}${value ? "yes" : "no"}</span>`;
  }
  if (typeof value === "number") {
    const said = UNITS.find(([end]) => name.endsWith(end))?.[1];
    return said ? said(value) : value.toLocaleString("en");
  }
  if (typeof value === "string") return MOMENT.test(value) ? html`<${When} at=${value} />` : value;
  if (Array.isArray(value)) return value.length ? html`<ul class="plain">${value.map((one) => html`<li><${Value} name=${name} value=${one} /></li>`)}</ul>` : "none";
  return html`<${Facts} facts=${value} />`;
}

const label = (name) => capital(UNITS.reduce((text, [end]) => text.replace(new RegExp(`${end}$`), ""), name).replaceAll("_", " "));

function Facts({ facts }) {
  return html`<dl class="facts">
    ${Object.entries(facts).map(([name, value]) => html`<div><dt>${label(name)}</dt><dd><${Value} name=${name} value=${value} /></dd></div>`)}
  </dl>`;
}

/** Whether a service is well: in words, with the fix where it is not. */
function Service({ ok, what, remedy, ...facts }) {
  return html`<p class=${ok ? "fine" : "amiss"}>${icon(ok ? "circle-check" : "octagon-x")}<span>${what}</span></p>
    ${remedy && html`<p class="muted">${remedy}</p>`}
    ${Object.keys(facts).length > 0 && html`<${Facts} facts=${facts} />`}`;
}

/** One part of the installation with all that is known of it. */
export function Part({ title, sign, facts }) {
  const id = `part-${title.toLowerCase().replaceAll(" ", "-")}`;
  return html`<section class="panel panel-body" aria-labelledby=${id}>
    <h2 id=${id}>${icon(sign)}${title}</h2>
    ${"ok" in facts ? html`<${Service} ...${facts} />` : html`<${Facts} facts=${facts} />`}
  </section>`;
}
