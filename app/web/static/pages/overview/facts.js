import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Copy } from "../parts/copy.js";
import { Meter } from "../parts/meter.js";
import { capital, counted, listed } from "../parts/words.js";

const LABELS = { automod: "AutoMod rules", emojis: "Emoji", category_children: "Channels in the fullest category" };
const MOST_SHOWN = 6;

export function Limits({ limits }) {
  const rows = Object.entries(limits ?? {});
  if (!rows.length) return null;
  return html`<section class="panel panel-body" aria-labelledby="limits-heading">
    <h2 id="limits-heading">Limits used</h2>
    ${rows.map(([name, [used, most]]) => html`<${Meter} label=${LABELS[name] ?? capital(name.replaceAll("_", " "))} used=${used} most=${most} />`)}
  </section>`;
}

function Missing({ bot }) {
  return html`<ul class="missing">
      ${bot.missing.map((one) => html`<li>${icon("shield-alert")}<span><b>${one.label}</b>${one.why && html` <span class="muted">${one.why}</span>`}</span></li>`)}
    </ul>
    ${bot.fix_text &&
    html`<p>${bot.fix_text}</p>
      <${Copy} text=${bot.fix_text} label="Copy this for whoever can do it" />`}`;
}

function names(bot) {
  return listed((bot.roles_above ?? []).map((one) => (typeof one === "string" ? one : one.name)), MOST_SHOWN);
}

/** What the bot may do here, and the words that fix what it may not. */
export function Bot({ bot }) {
  if (!bot) return null;
  const fine = bot.present && !bot.missing?.length;
  return html`<section class="panel panel-body" aria-labelledby="bot-heading">
    <h2 id="bot-heading">${icon("bot")}The bot</h2>
    ${!bot.present && html`<p>${bot.name || "The bot"} is not on this server.</p><p><a class="button" href="/servers">Invite it</a></p>`}
    ${fine && html`<p>${icon("circle-check")} It has every right it needs.</p>`}
    ${bot.missing?.length > 0 && html`<p>It lacks ${counted(bot.missing.length, "right")}:</p><${Missing} bot=${bot} />`}
    ${bot.roles_above?.length > 0 &&
    html`<p class="muted">${counted(bot.roles_above.length, "role stands", "roles stand")} above its own and cannot be changed by it: ${names(bot)}.</p>`}
  </section>`;
}

/** What the bot cannot see: unseen is never deleted. */
export function Coverage({ coverage }) {
  if (!coverage) return null;
  const hidden = coverage.unseen_channels?.length ?? 0;
  const unread = Object.entries(coverage.unread ?? {});
  const whole = coverage.sees_all_channels !== false && !hidden && !unread.length;
  return html`<section class="panel panel-body" aria-labelledby="coverage-heading">
    <h2 id="coverage-heading">${icon(whole ? "eye" : "eye-off")}Coverage</h2>
    ${whole && html`<p>The bot sees the whole server.</p>`}
    ${hidden > 0 && html`<p>${counted(hidden, "channel")} cannot be seen. What cannot be seen is never deleted.</p>`}
    ${coverage.sees_all_channels === false && !hidden && html`<p>There may be channels that the bot is not shown. They are left alone.</p>`}
    ${unread.length > 0 && html`<ul class="plain">${unread.map(([part, why]) => html`<li>${capital(part.replaceAll("_", " "))} could not be read: ${why}</li>`)}</ul>`}
  </section>`;
}
