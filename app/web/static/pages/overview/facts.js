import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayCounted, toSay } from "../../lib/say.js";
import { Copy } from "../parts/copy.js";
import { Meter } from "../parts/meter.js";
import { capital, channels, listed, partName, rights } from "../parts/words.js";

const LABELS = {
  automod: toSay("AutoMod rules"),
  category_children: toSay("Channels in the fullest category"),
  channels: toSay("Channels"),
  emojis: toSay("Emoji"),
  roles: toSay("Roles"),
};
const MOST_SHOWN = 6;

export function Limits({ limits }) {
  const rows = Object.entries(limits ?? {});
  if (!rows.length) return null;
  return html`<section class="panel panel-body" aria-labelledby="limits-heading">
    <h2 id="limits-heading">${say("Limits used")}</h2>
    ${rows.map(([name, [used, most]]) => html`<${Meter} label=${say(LABELS[name] ?? capital(name.replaceAll("_", " ")))} used=${used} most=${most} />`)}
  </section>`;
}

function Missing({ bot }) {
  return html`<ul class="missing">
      ${bot.missing.map((one) => html`<li>${icon("shield-alert")}<span><b>${one.label}</b>${one.why && html` <span class="muted">${one.why}</span>`}</span></li>`)}
    </ul>
    ${bot.fix_text &&
    html`<p>${bot.fix_text}</p>
      <${Copy} text=${bot.fix_text} label=${say("Copy this for whoever can do it")} />`}`;
}

function names(bot) {
  return listed((bot.roles_above ?? []).map((one) => (typeof one === "string" ? one : one.name)), MOST_SHOWN);
}

/** What the bot may do here, and the words that fix what it may not. */
export function Bot({ bot }) {
  if (!bot) return null;
  const fine = bot.present && !bot.missing?.length;
  return html`<section class="panel panel-body" aria-labelledby="bot-heading">
    <h2 id="bot-heading">${icon("bot")}${say("The bot")}</h2>
    ${!bot.present && html`<p>${say("{bot} is not on this server.", { bot: bot.name || say("The bot") })}</p><p><a class="button" href="/servers">${say("Invite it")}</a></p>`}
    ${fine && html`<p>${icon("circle-check")} ${say("It has every right it needs.")}</p>`}
    ${bot.missing?.length > 0 && html`<p>${say("It lacks {rights}:", { rights: rights(bot.missing.length) })}</p><${Missing} bot=${bot} />`}
    ${bot.roles_above?.length > 0 &&
    html`<p class="muted">${sayCounted(
      bot.roles_above.length,
      "{number} role stands above its own and cannot be changed by it: {roles}.",
      "{number} roles stand above its own and cannot be changed by it: {roles}.",
      { roles: names(bot) },
    )}</p>`}
  </section>`;
}

/** What the bot cannot see: unseen is never deleted. */
export function Coverage({ coverage }) {
  if (!coverage) return null;
  const hidden = coverage.unseen_channels?.length ?? 0;
  const unread = Object.entries(coverage.unread ?? {});
  const whole = coverage.sees_all_channels !== false && !hidden && !unread.length;
  return html`<section class="panel panel-body" aria-labelledby="coverage-heading">
    <h2 id="coverage-heading">${icon(whole ? "eye" : "eye-off")}${say("Coverage")}</h2>
    ${whole && html`<p>${say("The bot sees the whole server.")}</p>`}
    ${hidden > 0 && html`<p>${say("{channels} cannot be seen. What cannot be seen is never deleted.", { channels: channels(hidden) })}</p>`}
    ${coverage.sees_all_channels === false && !hidden && html`<p>${say("There may be channels that the bot is not shown. They are left alone.")}</p>`}
    ${unread.length > 0 && html`<ul class="plain">${unread.map(([part, why]) => html`<li>${say("{part} could not be read: {why}", { part: capital(partName(part)), why })}</li>`)}</ul>`}
  </section>`;
}
