import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { Term } from "../access/term.js";
import { endOf, isTerm } from "../access/words.js";
import { Copy } from "../parts/copy.js";
import { useDoing } from "../parts/doing.js";
import { Problem } from "../parts/problem.js";

export const SCOPES = [
  ["read", toSay("Read"), toSay("Look at designs, plans, runs and history")],
  ["plan", toSay("Plan"), toSay("Save designs and make plans")],
  ["apply", toSay("Apply"), toSay("Approve and run plans, and roll back")],
  ["manage", toSay("Manage"), toSay("Give and revoke rights")],
];

const BLANK = { name: "", scopes: new Set(["read", "plan"]), guild: "", term: { term: "90", day: "" } };

/** The text of a token that was just made: it is not kept anywhere, so it is shown this once. */
export function Fresh({ token, onDone }) {
  return html`<section class="fresh panel panel-body" role="status" aria-labelledby="fresh-heading">
    <h2 id="fresh-heading">${icon("key-round")}${say("{token}: copy it now", { token: token.name })}</h2>
    <p>${say("It is shown this once and not kept as text. Whoever has it can do what it allows, in your name.")}</p>
    <p class="fresh-text"><code>${token.token}</code></p>
    <div class="buttons"><${Copy} text=${token.token} label=${say("Copy the token")} /><button type="button" class="button button-quiet" onClick=${onDone}>${say("I have it")}</button></div>
  </section>`;
}

function Scopes({ scopes, onChange }) {
  const toggle = (scope, on) => {
    const next = new Set(scopes);
    on ? next.add(scope) : next.delete(scope);
    onChange(next);
  };
  return html`<fieldset>
    <legend>${say("What it may do")}</legend>
    ${SCOPES.map(
      ([scope, name, meaning]) => html`<label class="check right">
        <input type="checkbox" checked=${scopes.has(scope)} onChange=${(event) => toggle(scope, event.currentTarget.checked)} />
        <span><b>${say(name)}</b> <span class="muted dense">${say(meaning)}</span></span>
      </label>`,
    )}
    <p class="hint">${say("Never more than you may do yourself at that moment.")}</p>
  </fieldset>`;
}

function body(form) {
  return {
    name: form.name.trim(),
    scopes: [...form.scopes],
    guild_id: form.guild || null,
    expires_at: endOf(form.term.term, form.term.day),
  };
}

export function Create({ guilds, onMade }) {
  const [run, doing] = useDoing();
  const [form, set] = useState(BLANK);
  const named = form.name.trim() && form.scopes.size;
  const ready = named && isTerm(form.term);
  const create = (event) => {
    event.preventDefault();
    run(async () => {
      onMade(await api.post("/tokens", body(form)));
      set(BLANK);
    });
  };
  return html`<form class="panel panel-body" onSubmit=${create} aria-labelledby="create-heading">
    <h2 id="create-heading">${say("Make a token")}</h2>
    <div class="field">
      <label for="token-name">${say("What it is for")}</label>
      <input id="token-name" class="input" maxlength="80" placeholder=${say("Deploy from CI")} value=${form.name} onInput=${(event) => set({ ...form, name: event.currentTarget.value })} />
    </div>
    <${Scopes} scopes=${form.scopes} onChange=${(scopes) => set({ ...form, scopes })} />
    <div class="pair">
      <div class="field">
        <label for="token-guild">${say("Server")}</label>
        <select id="token-guild" class="select" value=${form.guild} onChange=${(event) => set({ ...form, guild: event.currentTarget.value })}>
          <option value="">${say("All servers that I may manage")}</option>
          ${guilds.map((guild) => html`<option value=${guild.id}>${guild.name}</option>`)}
        </select>
      </div>
      <${Term} value=${form.term} onChange=${(term) => set({ ...form, term })} />
    </div>
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <div class="buttons">
      <button type="submit" class="button button-primary" disabled=${!ready || doing.busy}>${icon("plus")}${say("Make the token")}</button>
      ${!ready && html`<span class="hint">${named ? say("Choose the last day.") : say("Say what it is for and what it may do.")}</span>`}
    </div>
  </form>`;
}
