// The server's own settings, in the words of Discord's client.
import { html } from "../../lib/html.js";
import { say, language } from "../../lib/say.js";
import { AFK, FILTER, NOTIFICATIONS, SYSTEM_MESSAGES, VERIFICATION } from "../inspector/choices.js";
import { ANNOUNCEMENT, TEXT, VOICE } from "../model/design.js";
import { editableHere } from "../state/reach.js";
import { guildName, limits, registry } from "../state/page.js";
import { SelectField, TextField, Toggle } from "../ui/fields.js";
import { ChannelField } from "../ui/pickers.js";
import { Spoken } from "./spoken.js";

export function Server() {
  const select = (name, label, options, fallback) => html`<${Spoken} name=${name} label=${label} fallback=${fallback}>
    ${(value, set, told) => html`<${SelectField} label=${label} value=${value} options=${options} onChange=${set} problems=${told} />`}</${Spoken}>`;
  const channel = (name, label, types, hint) => html`<${Spoken} name=${name} label=${label} fallback=${null}>
    ${(value, set, told) => html`<${ChannelField} label=${label} value=${value} types=${types} onChange=${set} problems=${told} hint=${hint} />`}</${Spoken}>`;
  const toggle = (name, label, hint) => html`<${Spoken} name=${name} label=${label} fallback=${true}>
    ${(value, set, told) => html`<${Toggle} label=${label} value=${value} onChange=${set} problems=${told} hint=${hint} />`}</${Spoken}>`;
  const text = (name, label, most, fallback, rows) => html`<${Spoken} name=${name} label=${label} fallback=${fallback}>
    ${(value, set, told) => html`<${TextField} label=${label} value=${value ?? ""} most=${most} rows=${rows} onChange=${(typed) => set(typed || null)} problems=${told} />`}</${Spoken}>`;
  return html`<h2>${say("Server")}</h2><p class="section-hint">${say("What the design does not set stays as it is on the server.")}</p>
    <section class="panel-part" aria-label=${say("Overview")}><h3>${say("Overview")}</h3>
      ${text("name", say("Server name"), limits.guild_name[1], guildName)}
      ${text("description", say("Description"), limits.guild_description, null, 3)}
      ${select("locale", say("Primary language"), registry.locales.map((one) => [one, languageOf(one)]), "en-US")}
      ${toggle("boost_progress_bar", say("Show boost progress bar"))}</section>
    <section class="panel-part" aria-label=${say("Safety")}><h3>${say("Safety")}</h3>
      ${select("verification", say("Verification level"), VERIFICATION, 1)}
      ${select("filter", say("Sensitive content filter"), FILTER, 2)}
      ${select("notifications", say("Default notifications"), NOTIFICATIONS, 1)}</section>
    <section class="panel-part" aria-label=${say("System messages")}><h3>${say("System messages")}</h3>
      ${channel("system_channel", say("System messages channel"), [TEXT, ANNOUNCEMENT])}
      <${Spoken} name="system_messages" label=${say("Which system messages")} fallback=${0}>${(value, set) => html`<${Messages} value=${value} set=${set} />`}</${Spoken}></section>
    <section class="panel-part" aria-label=${say("Inactive members")}><h3>${say("Inactive members")}</h3>
      ${channel("afk_channel", say("Inactive channel"), [VOICE], say("Members who do nothing are moved here."))}
      ${select("afk_timeout", say("Inactive timeout"), AFK, 300)}</section>
    <section class="panel-part" aria-label=${say("Community")}><h3>${say("Community")}</h3>
      ${toggle("community", say("Community server"), say("Opens welcome screen, onboarding and announcement channels."))}
      ${channel("rules_channel", say("Rules or guidelines channel"), [TEXT])}
      ${channel("updates_channel", say("Community updates channel"), [TEXT], say("Discord tells admins news here."))}
      ${channel("safety_alerts_channel", say("Safety notifications channel"), [TEXT, ANNOUNCEMENT])}</section>`;
}

function Messages({ value, set }) {
  return html`<fieldset class="checks"><legend>${say("Which system messages")}</legend>${SYSTEM_MESSAGES.map(([bit, label]) => html`<label class="check" key=${bit}>
    <input type="checkbox" disabled=${!editableHere.value} checked=${!(value & (1 << bit))} onChange=${(event) => set(event.target.checked ? value & ~(1 << bit) : value | (1 << bit))} />${label}</label>`)}</fieldset>`;
}

const names = new Intl.DisplayNames([language], { type: "language" });
const languageOf = (locale) => names.of(locale) ?? locale;
