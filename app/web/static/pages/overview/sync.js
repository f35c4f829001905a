import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { counted } from "../parts/words.js";
import { Drift } from "./drift.js";

const WORDS = {
  in_sync: ["circle-check", "good", "In sync", "The server is as the last run left it."],
  drifted: ["triangle-alert", "warn", "Drifted", "Somebody changed the server by hand since the last run."],
  never_applied: ["circle", "none", "Nothing applied yet", "The server was not changed by Guildwright so far."],
  unknown: ["circle-help", "none", "Not known", "The server could not be compared with the design now."],
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
    <summary>${counted(items.length, "thing is", "things are")} in the design but not on the server yet</summary>
    <ul class="plain">${items.map((one) => html`<li>${one.sentence}</li>`)}</ul>
    <p><a href=${pageOf("/plans")}>Plan it</a></p>
  </details>`;
}

/** In sync or drifted: what, who, when, and what to do about it. */
export function Sync({ guild }) {
  const [{ drift, error, loading }, load] = useDrift(guild);
  const state = drift?.state ?? guild.sync;
  const [sign, css, title, text] = WORDS[state] ?? WORDS.unknown;
  const number = drift?.items.length ?? 0;
  return html`<section id="drift" class="panel panel-body sync sync-${css}" aria-labelledby="sync-heading" aria-busy=${loading ? "true" : undefined}>
    <h2 id="sync-heading">${icon(sign)}${title}${number > 0 && html`<span class="muted">${counted(number, "change")} by hand</span>`}</h2>
    <p class="muted">${state === "unknown" ? guild.sync_unknown_because || text : text}</p>
    ${loading && html`<p class="visually-hidden" role="status">Comparing with the server</p><span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${error && html`<${Problem} error=${error} retry=${load} level=${3} />`}
    ${number > 0 && html`<${Drift} drift=${drift} reload=${load} />`}
    <${NotDone} items=${drift?.not_done} />
    ${state !== "never_applied" && html`<p><a href=${pageOf("/drift")}>What was noticed, and what is done about it</a></p>`}
  </section>`;
}
