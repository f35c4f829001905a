// The browsers in which somebody is signed in.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, sayAround, sayCounted } from "../lib/say.js";
import { toast } from "../lib/toast.js";
import { useDoing } from "./parts/doing.js";
import { Problem } from "./parts/problem.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";

const isPhone = (session) => /android|ios|iphone|ipad/i.test(session.browser);

function Session({ session, busy, onEnd }) {
  return html`<li class="session">
    ${icon(isPhone(session) ? "smartphone" : "laptop")}
    <div>
      <p><b>${session.browser || say("A browser")}</b>${session.current && html` <span class="chip chip-good">${icon("check")}${say("this one")}</span>`}</p>
      <p class="muted dense">
        ${sayAround("used {when}", { when: html`<${When} at=${session.last_seen_at} />` })} · ${sayAround("signed in {when}", { when: html`<${When} at=${session.signed_in_at} />` })}${session.address && ` · ${say("from {address}", { address: session.address })}`}
      </p>
    </div>
    ${!session.current &&
    html`<button type="button" class="button button-small" disabled=${busy} aria-label=${say("Sign out {browser}", { browser: session.browser })} onClick=${() => onEnd([session])}>${say("Sign out")}</button>`}
  </li>`;
}

function View({ data, reload }) {
  const [run, doing] = useDoing();
  const sessions = data.items;
  const others = sessions.filter((one) => !one.current);
  const end = (ended) =>
    run(async () => {
      for (const one of ended) await api.delete(`/me/sessions/${encodeURIComponent(one.handle)}`);
      toast(ended.length === 1 ? say("{browser} is signed out.", { browser: ended[0].browser || say("The browser") }) : sayCounted(ended.length, "{number} browser is signed out.", "{number} browsers are signed out."));
      await reload();
    });
  return html`<header class="page-head"><div>
      <h1>${say("Your sessions")}</h1>
      <p class="muted">${say("Sign out what you do not know, or no longer use. Addresses are kept shortened.")}</p>
    </div>
    ${others.length > 1 && html`<button type="button" class="button" disabled=${doing.busy} onClick=${() => end(others)}>${icon("log-out")}${sayCounted(others.length, "Sign out all {number} others", "Sign out all {number} others")}</button>`}
    </header>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
    <ul class="sessions">${sessions.map((one) => html`<${Session} key=${one.handle} session=${one} busy=${doing.busy} onEnd=${end} />`)}</ul>
    ${!others.length && html`<p class="muted">${say("You are signed in nowhere else.")}</p>`}`;
}

await show({ load: () => api.get("/me/sessions"), View, heading: say("Your sessions") });
