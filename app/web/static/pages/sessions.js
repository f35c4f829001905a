// The browsers in which somebody is signed in.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { toast } from "../lib/toast.js";
import { useDoing } from "./parts/doing.js";
import { Problem } from "./parts/problem.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { counted } from "./parts/words.js";

const isPhone = (session) => /android|ios|iphone|ipad/i.test(session.browser);

function Session({ session, busy, onEnd }) {
  return html`<li class="session">
    ${icon(isPhone(session) ? "smartphone" : "laptop")}
    <div>
      <p><b>${session.browser || "A browser"}</b>${session.current && html` <span class="chip chip-good">${icon("check")}this one</span>`}</p>
      <p class="muted dense">
        used <${When} at=${session.last_seen_at} /> · signed in <${When} at=${session.signed_in_at} />${session.address && ` · from ${session.address}`}
      </p>
    </div>
    ${!session.current &&
    html`<button type="button" class="button button-small" disabled=${busy} aria-label=${`Sign out ${session.browser}`} onClick=${() => onEnd([session])}>Sign out</button>`}
  </li>`;
}

function View({ data, reload }) {
  const [run, doing] = useDoing();
  const sessions = data.items;
  const others = sessions.filter((one) => !one.current);
  const end = (ended) =>
    run(async () => {
      for (const one of ended) await api.delete(`/me/sessions/${encodeURIComponent(one.handle)}`);
      toast(ended.length === 1 ? `${ended[0].browser || "The browser"} is signed out.` : `${counted(ended.length, "browser")} are signed out.`);
      await reload();
    });
  return html`<header class="page-head"><div>
      <h1>Your sessions</h1>
      <p class="muted">Sign out what you do not know, or no longer use. Addresses are kept shortened.</p>
    </div>
    ${others.length > 1 && html`<button type="button" class="button" disabled=${doing.busy} onClick=${() => end(others)}>${icon("log-out")}Sign out all ${others.length} others</button>`}
    </header>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
    <ul class="sessions">${sessions.map((one) => html`<${Session} key=${one.handle} session=${one} busy=${doing.busy} onEnd=${end} />`)}</ul>
    ${!others.length && html`<p class="muted">You are signed in nowhere else.</p>`}`;
}

await show({ load: () => api.get("/me/sessions"), View, heading: "Your sessions" });
