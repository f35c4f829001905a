// What somebody must know above the tree: read only, unsaved edits found, whose eyes are used.
import { html } from "../lib/html.js";
import { say } from "../lib/say.js";
import { importNotes, offered, visited } from "./loading.js";
import { dropEarlier } from "./state/draft.js";
import { leftEdits } from "./state/as_left.js";
import { canEdit } from "./state/document.js";
import { isLimited } from "./state/reach.js";
import { viewAs } from "./state/view_as.js";
import { lazy } from "./ui/lazy.js";

const Covered = lazy(() => import("./ui/beyond.js"), "Covered");
const LeftBanner = lazy(() => import("./saving/left_banner.js"), "LeftBanner");
const ViewAsBanner = lazy(() => import("./view_as/banner.js"), "ViewAsBanner");
const VisitedBanner = lazy(() => import("./saving/visited.js"), "VisitedBanner");

const takeUp = async () => (await import("./saving/take_up.js")).takeUp();

function drop() {
  offered.value.forEach(dropEarlier);
  offered.value = [];
}

export function Banners() {
  return html`${!canEdit.value && html`<div class="banner"><p><strong>${say("You are looking only.")}</strong> ${say("Editing needs the right \u201cDesign\u201d. Somebody who manages access here can grant it to you.")}</p></div>`}
    ${isLimited && html`<${Covered} />`}
    ${visited.value && html`<${VisitedBanner} />`}
    ${offered.value.length > 0 && html`<div class="banner is-offer" role="region" aria-label=${say("Unsaved edits")}>
      <p><strong>${say("There are edits from before that were not saved.")}</strong> ${say("Take them up again, or go on without them.")}</p>
      <button type="button" class="button button-primary" onClick=${takeUp}>${say("Take them up")}</button>
      <button type="button" class="button" onClick=${drop}>${say("Drop them")}</button></div>`}
    ${importNotes.value.length > 0 && html`<div class="banner"><div><p><strong>${say("Taken over as far as possible.")}</strong></p>
      <ul>${importNotes.value.map((note) => html`<li>${note}</li>`)}</ul></div>
      <button type="button" class="button" onClick=${() => { importNotes.value = []; }}>${say("Understood")}</button></div>`}
    ${canEdit.value && leftEdits.value.length > 0 && html`<${LeftBanner} />`}
    ${viewAs.value && html`<${ViewAsBanner} />`}`;
}
