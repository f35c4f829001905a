import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { usePages } from "../parts/paged.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

const LEVELS = [
  ["info", toSay("Everything")],
  ["warning", toSay("Warnings and errors")],
  ["error", toSay("Errors")],
];
const BAD = ["error", "critical"];

function Line({ line }) {
  const facts = Object.entries(line.fields);
  return html`<li class="kept-line">
    <p><span class="chip ${BAD.includes(line.level) ? "chip-remove" : ""}">${line.level}</span> <span class="muted dense"><${When} at=${line.at} /> ${line.process} ${line.logger}</span></p>
    <p><b>${line.event}</b></p>
    ${facts.length > 0 && html`<dl class="facts">${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
    ${line.exception && html`<pre tabindex="0" aria-label=${say("Where it happened")}>${line.exception}</pre>`}
  </li>`;
}

function Lines({ found, asked }) {
  const [items, Older] = usePages(found, (cursor) => lines(asked, cursor));
  if (!items.length) {
    return asked.reference
      ? html`<p class="muted">${say("No line is kept under {reference}.", { reference: asked.reference })}</p>`
      : html`<p class="muted">${say("No lines are kept here. LOG_DATABASE=true keeps them, for all processes.")}</p>`;
  }
  return html`<ul class="panel kept-lines">${items.map((line) => html`<${Line} line=${line} />`)}</ul><${Older} />`;
}

function lines({ reference, level }, cursor) {
  const query = new URLSearchParams({ level });
  if (reference) query.set("reference", reference);
  if (cursor) query.set("cursor", cursor);
  return api.get(`/system/log?${query}`);
}

/** What all processes have written down, newest first, by how bad it is and by whose work it was. */
export function Log() {
  const [asked, ask] = useState({ reference: "", level: "info" });
  const [text, setText] = useState("");
  const [state, set] = useState({});
  const load = async () => {
    set({});
    try {
      set({ found: await lines(asked) });
    } catch (error) {
      set({ error });
    }
  };
  useEffect(() => {
    load();
  }, [asked]);
  const look = (event) => {
    event.preventDefault();
    ask({ ...asked, reference: text.trim() });
  };
  return html`<section aria-labelledby="log-heading" aria-busy=${state.found || state.error ? undefined : "true"}>
    <header class="section-head"><h2 id="log-heading">${say("Log")}</h2>
      <button type="button" class="button button-small" onClick=${load}>${icon("rotate-cw")}${say("Look again")}</button></header>
    <form class="reference" onSubmit=${look}>
      <div class="field">
        <label for="log-level">${say("Which lines")}</label>
        <select id="log-level" class="select" value=${asked.level} onChange=${(event) => ask({ ...asked, level: event.currentTarget.value })}>
          ${LEVELS.map(([value, name]) => html`<option value=${value}>${say(name)}</option>`)}
        </select>
      </div>
      <div class="field">
        <label for="log-reference">${say("Id of a request, a command or a run")}</label>
        <input id="log-reference" class="input" autocomplete="off" spellcheck="false" maxlength="64" value=${text} onInput=${(event) => setText(event.currentTarget.value)} />
      </div>
      <button type="submit" class="button">${icon("search")}${say("Show its lines")}</button>
    </form>
    <div aria-live="polite">
      ${state.error && html`<${Problem} error=${state.error} retry=${load} level=${3} />`}
      ${!state.found && !state.error && html`<span class="skeleton skeleton-row" aria-hidden="true"></span>`}
      ${state.found && html`<${Lines} found=${state.found} asked=${asked} />`}
    </div>
  </section>`;
}
