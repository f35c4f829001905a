import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { Drift } from "./drift.js";

const WORDS = {
  in_sync: ["circle-check", "good", toSay("In sync"), toSay("The server is as the last run left it.")],
  drifted: ["triangle-alert", "warn", toSay("Drifted"), toSay("Somebody changed the server by hand since the last run.")],
  never_applied: ["circle", "none", toSay("Nothing applied yet"), toSay("The server was not changed by Guildwright so far.")],
  unknown: ["circle-help", "none", toSay("Not known"), toSay("The server could not be compared with the design now.")],
};

/** Reads the drift after the page stands: it asks Discord, which takes a moment. */
function useDrift(guild) {
  const [state, set] = useState({ loading: true });
  const load = async () => {
    set((old) => ({ ...old, loading: true, error: null }));
    try {
      set({ drift: await api.get(ofGuild("/drift")) });
    } catch (error) {
      set({ error });
    }
  };
  useEffect(() => {
    if (guild.sync === "never_applied") set({});
    else load();
  }, []);
  return [state, load];
}

function NotDone({ items }) {
  if (!items?.length) return null;
  return html`<details class="not-done">
    <summary>${sayCounted(items.length, "{number} thing is in the design but not on the server yet", "{number} things are in the design but not on the server yet")}</summary>
    <ul class="plain">${items.map((one) => html`<li>${one.sentence}</li>`)}</ul>
    <p><a href=${pageOf("/plans")}>${say("Plan it")}</a></p>
  </details>`;
}

/** In sync or drifted: what, who, when, and what to do about it. */
export function Sync({ guild }) {
  const [{ drift, error, loading }, load] = useDrift(guild);
  const state = drift?.state ?? guild.sync;
  const [sign, css, title, text] = WORDS[state] ?? WORDS.unknown;
  const number = drift?.items.length ?? 0;
  return html`<section id="drift" class="panel panel-body sync sync-${css}" aria-labelledby="sync-heading" aria-busy=${loading ? "true" : undefined}>
    <h2 id="sync-heading">${icon(sign)}${say(title)}${number > 0 && html`<span class="muted">${sayCounted(number, "{number} change by hand", "{number} changes by hand")}</span>`}</h2>
    <p class="muted">${state === "unknown" ? guild.sync_unknown_because || say(text) : say(text)}</p>
    ${loading && html`<p class="visually-hidden" role="status">${say("Comparing with the server")}</p><span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${error && html`<${Problem} error=${error} retry=${load} level=${3} />`}
    ${number > 0 && html`<${Drift} drift=${drift} reload=${load} />`}
    <${NotDone} items=${drift?.not_done} />
    ${state !== "never_applied" && html`<p><a href=${pageOf("/drift")}>${say("What was noticed, and what is done about it")}</a></p>`}
  </section>`;
}
