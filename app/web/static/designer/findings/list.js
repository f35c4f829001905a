// Every problem of the design with its remedy; choosing one goes to the thing it is about.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { channelOf, roleOf } from "../model/design.js";
import { label } from "../model/differences.js";
import { checkFailed, problems } from "../state/checking.js";
import { design } from "../state/document.js";
import { openSection, sheetOpen, toggleCollapsed } from "../state/selection.js";
import { focusRow } from "../tree/channel_actions.js";
import { Icon } from "../ui/icon.js";

export function FindingsList() {
  return html`<div class="findings"><header class="inspector-head"><h2>${say("Findings")}</h2></header>
    ${checkFailed.value && html`<p class="field-problem">${checkFailed.value}</p>`}
    ${problems.value.length === 0 ? html`<p>${say("Nothing is wrong with this design as it stands. What depends on the server itself, like boosts or the bot's rights, is told by the plan.")}</p>`
      : html`<ul class="finding-list">${problems.value.map((one) => html`<li key=${one.id}>
        <button type="button" class="finding" onClick=${() => goTo(one)}><${Icon} name="circle-alert" />
          <span><strong>${nameOf(one)}</strong> ${one.what}${one.remedy && html`<span class="finding-remedy">${one.remedy}</span>`}</span></button></li>`)}</ul>`}
  </div>`;
}

function nameOf({ section, key, field }) {
  const thing = section === "roles" ? roleOf(design.value, key) : channelOf(design.value, key);
  const name = thing?.name ?? (section ? label(section) : say("The design"));
  return field && typeof field === "string" ? say("{name}, {field}:", { name, field: label(field) }) : `${name}:`;
}

function goTo({ section, key }) {
  const name = { settings: "server", ignore: "unmanaged" }[section] ?? section ?? "channels";
  const parent = section === "channels" && channelOf(design.peek(), key)?.parent;
  if (parent) toggleCollapsed(parent, false);
  openSection(name, ["channels", "roles"].includes(section) ? key : null);
  if (key !== null && ["channels", "roles"].includes(section)) {
    sheetOpen.value = true;
    focusRow(key);
  }
}
