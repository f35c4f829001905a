// What becomes of roles and channels the design does not name, and fields left to people everywhere.
import { html } from "../../lib/html.js";
import { setIgnored, setUnmanaged } from "../model/commands/sections.js";
import { label } from "../model/differences.js";
import { design, edit } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { registry } from "../state/page.js";

const WAYS = [["keep", "Keep them", "They stay untouched. Nothing is lost by mistake."],
  ["archive", "Archive them", "Channels move into a locked category, roles lose their permissions."],
  ["delete", "Delete them", "Messages in deleted channels are gone for good. The plan asks for each one."]];

export function UnmanagedForm() {
  const fields = [...new Set(Object.values(registry.channel_fields).flat())];
  return html`<h2>Not in the design</h2><p class="section-hint">A server may have more than the design names: somebody made a channel by hand, an app brought its role.</p>
    <${Ways} kind="channels" title="Channels that are not in the design" /><${Ways} kind="roles" title="Roles that are not in the design" />
    <${Ignored} kind="channels" title="Of every channel, left to people" fields=${[...fields, "order"]} />
    <${Ignored} kind="roles" title="Of every role, left to people" fields=${[...registry.role_fields, "order"]} />`;
}

function Ways({ kind, title }) {
  return html`<fieldset class="ways"><legend>${title}</legend>${WAYS.map(([value, text, hint]) => html`<label class="way" key=${value}>
    <input type="radio" name=${`unmanaged-${kind}`} disabled=${!editableHere.value} checked=${design.value.unmanaged[kind] === value}
      onChange=${() => edit(`Unmanaged ${kind}`, (now) => setUnmanaged(now, kind, value))} /><span><strong>${text}</strong><span class="field-hint">${hint}</span></span></label>`)}</fieldset>`;
}

function Ignored({ kind, title, fields }) {
  const held = design.value.ignore[kind] ?? [];
  const toggle = (field) => edit(`Left to people: ${label(field)}`, (now) => setIgnored(now, kind, held.includes(field) ? held.filter((one) => one !== field) : [...held, field]));
  return html`<fieldset class="checks"><legend>${title}</legend><div class="check-grid">${fields.map((field) => html`<label class="check" key=${field}>
    <input type="checkbox" disabled=${!editableHere.value} checked=${held.includes(field)} onChange=${() => toggle(field)} />${label(field)}</label>`)}</div></fieldset>`;
}
