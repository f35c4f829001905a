// After the invitation: wait until the bot has arrived, then say what is left to do.
import { api } from "../lib/api.js";
import { html, signal } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { Copy } from "./parts/copy.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { show } from "./parts/show.js";

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
  return html`<h1>Waiting for the bot</h1>
    <p class="waiting" role="status">${icon("hourglass")}<span>It arrives as soon as you have agreed in Discord. This page goes on by itself.</span></p>
    ${trouble.value && html`<p class="muted">${trouble.value} Trying again.</p>`}
    ${slow.value &&
    html`<section class="notice">
      <h2>It has not arrived yet</h2>
      <p>The invitation may have been closed, or sent to another server. Nothing was changed. You can invite it again.</p>
      <p><a class="button" href="/servers">Back to the servers</a></p>
    </section>`}`;
}

function Item({ done, title, children }) {
  return html`<li class=${done ? "done" : "open"}>
    ${icon(done ? "circle-check" : "circle", { label: done ? "Done" : "Open" })}
    <div><b>${title}</b>${children}</div>
  </li>`;
}

function rights(bot) {
  if (!bot.missing?.length) return html`<p class="muted">It has every right it needs.</p>`;
  return html`<p>${bot.missing.map((one) => one.label).join(", ")} ${bot.missing.length === 1 ? "is" : "are"} missing. ${bot.fix_text}</p>
    <${Copy} text=${bot.fix_text} label="Copy this for whoever can do it" />`;
}

function position(bot) {
  const above = bot.roles_above ?? [];
  if (!above.length) return html`<p class="muted">It stands above all roles that it should manage.</p>`;
  const names = above.map((one) => (typeof one === "string" ? one : one.name)).join(", ");
  return html`<p>It cannot change ${names}. Drag its role above them in Server Settings → Roles, or leave them as they are.</p>`;
}

function Checklist({ guild }) {
  const { next_steps: steps = [] } = guild;
  const bot = guild.bot ?? {};
  return html`<h1>The bot is on ${guild.name}</h1>
    <ul class="checklist">
      <${Item} done title="The bot has arrived" />
      <${Item} done=${!bot.missing?.length} title="Its rights">${rights(bot)}<//>
      <${Item} done=${!bot.roles_above?.length} title="Its place among the roles">${position(bot)}<//>
      ${steps.map((step) => html`<${Item} done=${false} title=${html`<a href=${step.href}>${step.text}</a>`} />`)}
    </ul>
    <div class="buttons"><a class="button button-primary" href=${pageOf()}>To the overview</a></div>`;
}

function View({ data, reload }) {
  if (data.joined) return html`<${Checklist} guild=${data.guild} />`;
  waiting ??= arrived(reload);
  return html`<${Waiting} />`;
}

await show({ load, View, heading: "Welcome" });
