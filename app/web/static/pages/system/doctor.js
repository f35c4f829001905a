import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, toSay } from "../../lib/say.js";
import { Problem } from "../parts/problem.js";
import { capital } from "../parts/words.js";

const HEALTH = {
  good: ["circle-check", toSay("good")],
  warns: ["triangle-alert", toSay("to look at")],
  fails: ["octagon-x", toSay("fails")],
  unknown: ["circle-help", toSay("not looked at")],
};

const CHECKS = {
  token: toSay("Token"),
  database: toSay("Database"),
  live_progress: toSay("Live progress"),
  backup: toSay("Backup"),
  clock: toSay("Clock"),
  guild: toSay("Guild"),
  rights: toSay("Rights"),
  audit_log: toSay("Audit log"),
  hierarchy: toSay("Hierarchy"),
  members_intent: toSay("Members intent"),
  settings: toSay("Settings"),
};

function Check({ check }) {
  const [sign, word] = HEALTH[check.health] ?? HEALTH.unknown;
  return html`<li class="check-line health-${check.health}">
    ${icon(sign)}
    <div>
      <p><b>${say(CHECKS[check.name] ?? capital(check.name.replaceAll("_", " ")))}</b> <span class="muted">${say(word)}</span></p>
      <p>${check.what}</p>
      ${check.remedy && html`<p class="muted">${check.remedy}</p>`}
    </div>
  </li>`;
}

/** Everything a run needs, looked at now. */
export function Doctor() {
  const [state, set] = useState({ loading: true });
  const load = async () => {
    set({ loading: true });
    try {
      const found = await api.get("/system/doctor");
      set({ checks: found.checks });
    } catch (error) {
      set({ error });
    }
  };
  useEffect(() => {
    load();
  }, []);
  return html`<section aria-labelledby="doctor-heading" aria-busy=${state.loading ? "true" : undefined}>
    <header class="section-head"><h2 id="doctor-heading">${say("Doctor")}</h2>
      <button type="button" class="button button-small" disabled=${state.loading} onClick=${load}>${icon("rotate-cw")}${say("Look again")}</button></header>
    ${state.error && html`<${Problem} error=${state.error} retry=${load} level=${3} />`}
    ${state.loading && html`<p class="visually-hidden" role="status">${say("Looking")}</p><span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${state.checks && html`<ul class="panel checks">${state.checks.map((check) => html`<${Check} check=${check} />`)}</ul>`}
  </section>`;
}
