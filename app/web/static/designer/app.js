// The designer's page: sections and tools, the tree, the inspector, the save bar.
import { html, useLayoutEffect } from "../lib/html.js";
import { say } from "../lib/say.js";
import { announcement } from "./state/notice.js";
import { canEdit, phase } from "./state/document.js";
import { isLimited } from "./state/reach.js";
import { section, side, sheetOpen } from "./state/selection.js";
import { Banners } from "./banners.js";
import { Sidebar } from "./sidebar.js";
import { failure, load } from "./loading.js";
import { Main } from "./sections/main.js";
import { Side } from "./side.js";
import { SaveBar } from "./saving/save_bar.js";
import { shortcuts } from "./shortcuts.js";
import { DialogHost } from "./ui/dialog_host.js";
import { lazy } from "./ui/lazy.js";
import { MenuHost } from "./ui/menu.js";
import { Notice } from "./ui/notice_view.js";

const EmptyState = lazy(() => import("./empty_state.js"), "EmptyState");
const WIDE = ["server", "welcome_screen", "onboarding", "automod", "unmanaged"];

export function App() {
  useLayoutEffect(() => shortcuts(), []);
  return html`<${Content} />
    <${MenuHost} /><${DialogHost} />
    <div class="visually-hidden" role="status" aria-live="polite">${announcement.value}</div>`;
}

function Content() {
  if (phase.value === "loading") return html`<${Skeleton} />`;
  if (phase.value === "failed") {
    return html`<div class="empty"><h2>${say("The design could not be opened")}</h2><p>${failure.value}</p>
      <button type="button" class="button button-primary" onClick=${load}>${say("Try again")}</button></div>`;
  }
  if (phase.value === "empty") return html`<${EmptyState} />`;
  const wide = WIDE.includes(section.value) && side.value === "inspector";
  return html`<div class=${`designer${wide ? " is-wide" : ""}${sheetOpen.value ? " has-sheet" : ""}${canEdit.value ? "" : " is-read-only"}${isLimited ? " is-limited" : ""}`}>
    <${Sidebar} />
    <div class="designer-middle"><${Banners} /><${Main} /></div>
    ${!wide && html`<${Side} />`}
    <div class="designer-bottom"><${Notice} /><${SaveBar} /></div>
  </div>`;
}

function Skeleton() {
  return html`<div class="designer is-loading" role="status" aria-busy="true" aria-label=${say("The design is being read")}>
    <div class="designer-sidebar">${[1, 2, 3, 4, 5].map((one) => html`<div class="skeleton skeleton-row" key=${one}></div>`)}</div>
    <div class="designer-middle">${[...Array(12).keys()].map((one) => html`<div class="skeleton skeleton-row" key=${one}></div>`)}</div>
  </div>`;
}
