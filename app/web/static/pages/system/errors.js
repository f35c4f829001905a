import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { Copy } from "../parts/copy.js";
import { useDoing } from "../parts/doing.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

function Line({ line }) {
  const { at, level, event, logger, exception, details } = line;
  const facts = Object.entries(details ?? {});
  return html`<li class="log-line">
    <p><span class="chip ${level === "error" ? "chip-remove" : ""}">${level}</span> <span class="muted dense"><${When} at=${at} /> ${logger}</span></p>
    <p><b>${event}</b></p>
    ${facts.length > 0 && html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
    ${exception && html`<pre tabindex="0" aria-label=${say("Where it happened")}>${exception}</pre>`}
  </li>`;
}

function Found({ reference, found }) {
  const { lines } = found;
  if (!lines.length) return html`<p class="muted">${say("The log keeps nothing under {reference}. It may have been cleared away since.", { reference })}</p>`;
  return html`<ul class="panel log-lines">${lines.map((line) => html`<${Line} line=${line} />`)}</ul>
    <${Copy} text=${JSON.stringify(lines, null, 2)} label=${say("Copy these lines")} />`;
}

/** The log lines behind the reference that somebody was shown. Secrets are redacted in them. */
export function Errors() {
  const [run, doing] = useDoing();
  const [text, setText] = useState("");
  const [answer, setAnswer] = useState(null);
  const look = (event) => {
    event.preventDefault();
    const reference = text.trim();
    if (!reference) return;
    setAnswer(null);
    run(async () => setAnswer({ reference, found: await api.get(`/system/errors/${encodeURIComponent(reference)}`) }));
  };
  return html`<section aria-labelledby="errors-heading">
    <header class="section-head"><h2 id="errors-heading">${say("Errors by reference")}</h2></header>
    <form class="reference" onSubmit=${look}>
      <div class="field">
        <label for="reference">${say("The reference that was shown with the error")}</label>
        <input id="reference" class="input" autocomplete="off" spellcheck="false" value=${text} onInput=${(event) => setText(event.currentTarget.value)} />
      </div>
      <button type="submit" class="button" disabled=${doing.busy || !text.trim()}>${icon("search")}${say("Find its log lines")}</button>
    </form>
    <div aria-live="polite">
      ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
      ${answer && html`<${Found} ...${answer} />`}
    </div>
  </section>`;
}
