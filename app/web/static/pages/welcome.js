// After the invitation: wait until the bot has arrived, then say what is left to do.
import { api } from "../lib/api.js";
import { html, signal } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, sayAs, sayCounted } from "../lib/say.js";
import { Copy } from "./parts/copy.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { show } from "./parts/show.js";
import { inARow } from "./parts/words.js";

const FIRST_WAIT_MS = 1500;
const LONGEST_WAIT_MS = 8000;
const LONG_MS = 45000;

const slow = signal(false);
const trouble = signal("");

/** Asks again and again, less and less often, until the bot is there. */
async function arrived(reload) {
  let wait = FIRST_WAIT_MS;
  setTimeout(() => (slow.value = true), LONG_MS);
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 1.3, LONGEST_WAIT_MS);
    try {
      const { joined } = await api.get(ofGuild("/waiting"));
      trouble.value = "";
      if (joined) return reload();
    } catch (error) {
      trouble.value = error.detail ?? "";
      if (error.status === 401) return reload();
    }
  }
}

let waiting = null;

async function load() {
  const { joined } = await api.get(ofGuild("/waiting"));
  return joined ? { joined, guild: await api.get(ofGuild()) } : { joined };
}

function Waiting() {
  return html`<h1>${say("Waiting for the bot")}</h1>
    <p class="waiting" role="status">${icon("hourglass")}<span>${say("It arrives as soon as you have agreed in Discord. This page goes on by itself.")}</span></p>
    ${trouble.value && html`<p class="muted">${say("{trouble} Trying again.", { trouble: trouble.value })}</p>`}
    ${slow.value &&
    html`<section class="notice">
      <h2>${say("It has not arrived yet")}</h2>
      <p>${say("The invitation may have been closed, or sent to another server. Nothing was changed. You can invite it again.")}</p>
      <p><a class="button" href="/servers">${say("Back to the servers")}</a></p>
    </section>`}`;
}

function Item({ done, title, children }) {
  return html`<li class=${done ? "done" : "open"}>
    ${icon(done ? "circle-check" : "circle", { label: done ? say("Done") : sayAs("not done", "Open") })}
    <div><b>${title}</b>${children}</div>
  </li>`;
}

function rights(bot) {
  if (!bot.missing?.length) return html`<p class="muted">${say("It has every right it needs.")}</p>`;
  return html`<p>${sayCounted(bot.missing.length, "{rights} is missing.", "{rights} are missing.", { rights: inARow(bot.missing.map((one) => one.label)) })} ${bot.fix_text}</p>
    <${Copy} text=${bot.fix_text} label=${say("Copy this for whoever can do it")} />`;
}

function position(bot) {
  const above = bot.roles_above ?? [];
  if (!above.length) return html`<p class="muted">${say("It stands above all roles that it should manage.")}</p>`;
  const names = inARow(above.map((one) => (typeof one === "string" ? one : one.name)));
  return html`<p>${say("It cannot change {roles}. Drag its role above them in Server Settings → Roles, or leave them as they are.", { roles: names })}</p>`;
}

function Checklist({ guild }) {
  const { next_steps: steps = [] } = guild;
  const bot = guild.bot ?? {};
  return html`<h1>${say("The bot is on {server}", { server: guild.name })}</h1>
    <ul class="checklist">
      <${Item} done title=${say("The bot has arrived")} />
      <${Item} done=${!bot.missing?.length} title=${say("Its rights")}>${rights(bot)}<//>
      <${Item} done=${!bot.roles_above?.length} title=${say("Its place among the roles")}>${position(bot)}<//>
      ${steps.map((step) => html`<${Item} done=${false} title=${html`<a href=${step.href}>${step.text}</a>`} />`)}
    </ul>
    <div class="buttons"><a class="button button-primary" href=${pageOf()}>${say("To the overview")}</a></div>`;
}

function View({ data, reload }) {
  if (data.joined) return html`<${Checklist} guild=${data.guild} />`;
  waiting ??= arrived(reload);
  return html`<${Waiting} />`;
}

await show({ load, View, heading: say("Welcome") });
