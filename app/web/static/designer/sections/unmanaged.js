// What becomes of roles and channels the design does not name, and fields left to people everywhere.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { setIgnored, setUnmanaged } from "../model/commands/sections.js";
import { label } from "../model/differences.js";
import { design, edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { registry } from "../state/page.js";

const WAYS = [["keep", say("Keep them"), say("They stay untouched. Nothing is lost by mistake.")],
  ["archive", say("Archive them"), say("Channels move into a locked category, roles lose their permissions.")],
  ["delete", say("Delete them"), say("Messages in deleted channels are gone for good. The plan asks for each one.")]];

export function UnmanagedForm() {
  const fields = [...new Set(Object.values(registry.channel_fields).flat())];
  return html`<h2>${say("Not in the design")}</h2><p class="section-hint">${say("A server may have more than the design names: somebody made a channel by hand, an app brought its role.")}</p>
    <${Ways} kind="channels" title=${say("Channels that are not in the design")} /><${Ways} kind="roles" title=${say("Roles that are not in the design")} />
    <${Ignored} kind="channels" title=${say("Of every channel, left to people")} fields=${[...fields, "order"]} />
    <${Ignored} kind="roles" title=${say("Of every role, left to people")} fields=${[...registry.role_fields, "order"]} />`;
}

function Ways({ kind, title }) {
  return html`<fieldset class="ways"><legend>${title}</legend>${WAYS.map(([value, text, hint]) => html`<label class="way" key=${value}>
    <input type="radio" name=${`unmanaged-${kind}`} disabled=${!editableHere.value} checked=${design.value.unmanaged[kind] === value}
      onChange=${() => edit(kind === "roles" ? say("Unmanaged roles") : say("Unmanaged channels"), (now) => setUnmanaged(now, kind, value))} /><span><strong>${text}</strong><span class="field-hint">${hint}</span></span></label>`)}</fieldset>`;
}

function Ignored({ kind, title, fields }) {
  const held = design.value.ignore[kind] ?? [];
  const toggle = (field) => edit(say("Left to people: {field}", { field: label(field) }), (now) => setIgnored(now, kind, held.includes(field) ? held.filter((one) => one !== field) : [...held, field]));
  return html`<fieldset class="checks"><legend>${title}</legend><div class="check-grid">${fields.map((field) => html`<label class="check" key=${field}>
    <input type="checkbox" disabled=${!editableHere.value} checked=${held.includes(field)} onChange=${() => toggle(field)} />${label(field)}</label>`)}</div></fieldset>`;
}
