import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAs } from "../../lib/say.js";
import { ChannelPicker } from "../parts/pickers/channels.js";

const WRITTEN_IN = new Set([0, 5]);
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const zones = (chosen) => [...new Set([chosen, HERE, "UTC", ...Intl.supportedValuesOf("timeZone")])].filter(Boolean);

/** Where it is told in Discord: `ids` are those of the design's channels, by key. */
export function Where({ channelId, design, ids, onChange, disabled }) {
  const key = Object.keys(ids).find((one) => ids[one] === channelId);
  const channels = (design?.channels ?? []).filter((one) => one.type === 4 || (WRITTEN_IN.has(one.type) && ids[one.key]));
  const name = channels.find((one) => one.key === key)?.name;
  const said = channelId === null ? say("On the web only") : name ? say("In #{channel}, and on the web", { channel: name }) : say("In a channel that the design does not name, and on the web");
  return html`<div class="telling">
    <p>${icon(channelId === null ? "laptop" : "megaphone")}<span>${said}</span>
      ${channelId !== null && !disabled && html`<button type="button" class="button button-quiet" onClick=${() => onChange(null)}>${say("On the web only")}</button>`}
    </p>
    ${!disabled &&
    (channels.some((one) => one.type !== 4)
      ? html`<${ChannelPicker} label=${say("Tell it in a channel")} channels=${channels.filter((one) => one.type !== 4)} onPick=${(channel) => onChange(ids[channel.key])} />`
      : html`<p class="hint">${say("The design has no text channel that exists on the server. Import the server, or apply the design first.")}</p>`)}
  </div>`;
}

export function Quiet({ hours, onChange, disabled }) {
  const change = (part) => onChange({ ...hours, ...part });
  return html`<div class="quiet">
    <label class="check">
      <input type="checkbox" disabled=${disabled} checked=${hours !== null} onChange=${(event) => onChange(event.currentTarget.checked ? { begins: "22:00", ends: "07:00", zone: HERE } : null)} />
      <span>${say("Quiet hours: nothing is posted; it comes at their end")}</span>
    </label>
    ${hours &&
    html`<div class="quiet-hours">
      <div class="field"><label for="quiet-from">${sayAs("hour", "From")}</label><input id="quiet-from" class="input" type="time" required disabled=${disabled} value=${hours.begins} onInput=${(event) => change({ begins: event.currentTarget.value })} /></div>
      <div class="field"><label for="quiet-to">${sayAs("hour", "To")}</label><input id="quiet-to" class="input" type="time" required disabled=${disabled} value=${hours.ends} onInput=${(event) => change({ ends: event.currentTarget.value })} /></div>
      <div class="field">
        <label for="quiet-zone">${say("Time zone")}</label>
        <select id="quiet-zone" class="select" disabled=${disabled} value=${hours.zone} onChange=${(event) => change({ zone: event.currentTarget.value })}>
          ${zones(hours.zone).map((zone) => html`<option value=${zone}>${zone.replaceAll("_", " ")}</option>`)}
        </select>
      </div>
    </div>`}
  </div>`;
}
