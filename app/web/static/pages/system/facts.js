import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { language, say, toSay } from "../../lib/say.js";
import { When } from "../parts/when.js";
import { capital, grouped } from "../parts/words.js";

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
const UNITS = [
  ["_ms", (number) => say("{number} ms", { number: grouped(number) })],
  ["_s", (number) => say("{seconds} s", { seconds: grouped(number) })],
  ["_bytes", (number) => say("{number} MB", { number: (number / 1e6).toLocaleString(language, { maximumFractionDigits: 1 }) })],
];

function Value({ name, value }) {
  if (value === null || value === undefined || value === "") return html`<span class="muted">${say("not known")}</span>`;
  if (typeof value === "boolean") {
    return html`<span class=${value ? "fine" : "amiss"}>${icon(value ? "check" : "x")}${value ? say("yes") : say("no")}</span>`;
  }
  if (typeof value === "number") {
    const said = UNITS.find(([end]) => name.endsWith(end))?.[1];
    return said ? said(value) : grouped(value);
  }
  if (typeof value === "string") return MOMENT.test(value) ? html`<${When} at=${value} />` : value;
  if (Array.isArray(value)) return value.length ? html`<ul class="plain">${value.map((one) => html`<li><${Value} name=${name} value=${one} /></li>`)}</ul>` : say("none");
  return html`<${Facts} facts=${value} />`;
}

const LABELS = {
  online: toSay("Online"),
  latency: toSay("Latency"),
  since: toSay("Since"),
  seen_at: toSay("Seen at"),
  guilds: toSay("Guilds"),
  version: toSay("Version"),
  connected: toSay("Connected"),
  connections: toSay("Connections"),
  queued: toSay("Queued"),
  running: toSay("Running"),
  paused: toSay("Paused"),
  oldest_since: toSay("Oldest since"),
  made_at: toSay("Made at"),
  file: toSay("File"),
  size: toSay("Size"),
  encrypted: toSay("Encrypted"),
  restored_as_a_trial: toSay("Restored as a trial"),
  web: toSay("Web"),
  bot: toSay("Bot"),
  worker: toSay("Worker"),
  cli: toSay("Cli"),
};

/** Facts that are known by name; another is called as the API names it. */
function label(name) {
  const bare = UNITS.reduce((text, [end]) => text.replace(new RegExp(`${end}$`), ""), name);
  return say(LABELS[bare] ?? capital(bare.replaceAll("_", " ")));
}

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
export function Part({ name, title, sign, facts }) {
  const id = `part-${name}`;
  return html`<section class="panel panel-body" aria-labelledby=${id}>
    <h2 id=${id}>${icon(sign)}${title}</h2>
    ${"ok" in facts ? html`<${Service} ...${facts} />` : html`<${Facts} facts=${facts} />`}
  </section>`;
}
