import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Problem } from "../parts/problem.js";
import { capital } from "../parts/words.js";

const HEALTH = {
  good: ["circle-check", "good"],
  warns: ["triangle-alert", "to look at"],
  fails: ["octagon-x", "fails"],
  unknown: ["circle-help", "not looked at"],
};

function Check({ check }) {
  const [sign, word] = HEALTH[check.health] ?? HEALTH.unknown;
  return html`<li class="check-line health-${check.health}">
    ${icon(sign)}
    <div>
      <p><b>${capital(check.name.replaceAll("_", " "))}</b> <span class="muted">${word}</span></p>
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
    <header class="section-head"><h2 id="doctor-heading">Doctor</h2>
      <button type="button" class="button button-small" disabled=${state.loading} onClick=${load}>${icon("rotate-cw")}Look again</button></header>
    ${state.error && html`<${Problem} error=${state.error} retry=${load} level=${3} />`}
    ${state.loading && html`<p class="visually-hidden" role="status">Looking</p><span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${state.checks && html`<ul class="panel checks">${state.checks.map((check) => html`<${Check} check=${check} />`)}</ul>`}
  </section>`;
}
