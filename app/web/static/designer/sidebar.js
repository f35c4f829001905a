// Sections of the design, with what Discord allows of each; search, View as and findings.
import { html } from "../lib/html.js";
import { say, sayCounted } from "../lib/say.js";
import { checkFailed, checking, problemCounts, problems } from "./state/checking.js";
import { design } from "./state/document.js";
import { limits } from "./state/page.js";
import { openFindings, openSection, query, section } from "./state/selection.js";
import { Icon } from "./ui/icon.js";
import { ViewAsPicker } from "./view_as/picker.js";

const SECTIONS = [
  ["channels", say("Channels"), "hash", (one) => [one.channels.length, limits.channels]],
  ["roles", say("Roles"), "users", (one) => [one.roles.length, limits.roles]],
  ["server", say("Server"), "settings"],
  ["welcome_screen", say("Welcome screen"), "log-in"],
  ["onboarding", say("Onboarding"), "list-checks"],
  ["automod", say("AutoMod"), "shield-alert"],
  ["unmanaged", say("Not in the design"), "archive"],
];

export function Sidebar() {
  return html`<aside class="designer-sidebar" aria-label=${say("Design")}>
    <nav class="sections" aria-label=${say("Sections of the design")}>
      ${SECTIONS.map(([name, title, icon, counts]) => {
        const found = problemsIn(name);
        const [count, most] = counts?.(design.value) ?? [];
        return html`<button type="button" key=${name} class="section-button" aria-current=${section.value === name ? "page" : undefined}
          onClick=${() => openSection(name)}><${Icon} name=${icon} /><span>${title}</span>
          ${most && html`<span class=${`section-count${count > most ? " is-over" : ""}`}>${count}<span class="of">/${most}</span></span>`}
          ${found > 0 && html`<span class="row-problems"><${Icon} name="circle-alert" />${found}<span class="visually-hidden">${" "}${sayCounted(found, "problem", "problems")}</span></span>`}
        </button>`;
      })}
    </nav>
    <div class="sidebar-tools">
      ${(section.value === "channels" || section.value === "roles") && html`<div class="search-box"><${Icon} name="search" />
        <input type="search" class="input" data-search placeholder=${say("Search")} aria-label=${section.value === "roles" ? say("Search roles") : say("Search channels")}
          value=${query.value} onInput=${(event) => { query.value = event.target.value; }} /></div>`}
      <${ViewAsPicker} />
      <${FindingsButton} />
    </div>
  </aside>`;
}

function problemsIn(name) {
  const of = name === "server" ? "settings" : name;
  let sum = 0;
  for (const [id, count] of problemCounts.value) if (id === of || id.startsWith(`${of}:`)) sum += count;
  return sum;
}

/** How many problems there are, and the way to them. */
function FindingsButton() {
  const count = problems.value.length;
  const words = count ? sayCounted(count, "problem", "problems") : checkFailed.value ? say("Not checked") : say("No problems");
  return html`<button type="button" class=${`findings-button${count ? " has-problems" : ""}`} onClick=${openFindings} aria-busy=${String(checking.value)}>
    <${Icon} name=${count || checkFailed.value ? "circle-alert" : "check"} />${count > 0 && html`<span>${count}</span>`}<span class="findings-words">${words}</span></button>`;
}
