// The middle of the page: the tree, the roles, or the form of a section.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { isLimited, mayEditAll } from "../state/reach.js";
import { section } from "../state/selection.js";
import { create } from "../tree/channel_actions.js";
import { openAddMenu, Tree } from "../tree/tree.js";
import { Icon } from "../ui/icon.js";
import { CATEGORY } from "../model/design.js";
import { lazy } from "../ui/lazy.js";

const Beyond = lazy(() => import("../ui/beyond.js"), "Beyond");
const RoleList = lazy(() => import("../roles/list.js"), "RoleList");
const FORMS = {
  server: lazy(() => import("./server.js"), "Server"),
  welcome_screen: lazy(() => import("./welcome_screen.js"), "WelcomeScreen"),
  onboarding: lazy(() => import("./onboarding.js"), "Onboarding"),
  automod: lazy(() => import("./automod.js"), "Automod"),
  unmanaged: lazy(() => import("./unmanaged.js"), "UnmanagedForm"),
};

export function Main() {
  const Form = FORMS[section.value];
  if (Form) return html`<div class="designer-scroll" data-scroller><div class="section-form">${isLimited && html`<${Beyond} />`}<${Form} /></div></div>`;
  if (section.value === "roles") return html`<${RoleList} />`;
  return html`<div class="designer-scroll" data-scroller><${Tree} />
    ${mayEditAll.value && html`<div class="tree-foot">
      <button type="button" class="button button-quiet" aria-haspopup="menu" onClick=${(event) => openAddMenu(event.currentTarget)}><${Icon} name="plus" />${say("Channel")}</button>
      <button type="button" class="button button-quiet" onClick=${() => create(CATEGORY, null)}><${Icon} name="folder-plus" />${say("Category")}</button></div>`}
  </div>`;
}
