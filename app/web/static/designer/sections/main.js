// The middle of the page: the tree, the roles, or the form of a section.
import { html } from "../../lib/html.js";
import { RoleList } from "../roles/list.js";
import { canEdit } from "../state/document.js";
import { section } from "../state/selection.js";
import { create } from "../tree/channel_actions.js";
import { openAddMenu } from "../tree/channel_menu.js";
import { Tree } from "../tree/tree.js";
import { Icon } from "../ui/icon.js";
import { CATEGORY } from "../model/design.js";
import { Automod } from "./automod.js";
import { Onboarding } from "./onboarding.js";
import { Server } from "./server.js";
import { UnmanagedForm } from "./unmanaged.js";
import { WelcomeScreen } from "./welcome_screen.js";

const FORMS = { server: Server, welcome_screen: WelcomeScreen, onboarding: Onboarding, automod: Automod, unmanaged: UnmanagedForm };

export function Main() {
  const Form = FORMS[section.value];
  if (Form) return html`<div class="designer-scroll" data-scroller><div class="section-form"><${Form} /></div></div>`;
  if (section.value === "roles") return html`<${RoleList} />`;
  return html`<div class="designer-scroll" data-scroller><${Tree} />
    ${canEdit.value && html`<div class="tree-foot">
      <button type="button" class="button button-quiet" aria-haspopup="menu" onClick=${(event) => openAddMenu(event.currentTarget)}><${Icon} name="plus" />Channel</button>
      <button type="button" class="button button-quiet" onClick=${() => create(CATEGORY, null)}><${Icon} name="folder-plus" />Category</button></div>`}
  </div>`;
}
