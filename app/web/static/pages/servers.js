// The servers somebody may manage, and those the bot could be invited to.
import { api } from "../lib/api.js";
import { html, useState } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { Empty } from "./parts/empty.js";
import { GuildIcon } from "./parts/pictures.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { counted } from "./parts/words.js";

const SEARCH_FROM = 6;

const matching = (guilds, query) => {
  const wanted = query.trim().toLowerCase();
  return wanted ? guilds.filter((guild) => guild.name.toLowerCase().includes(wanted)) : guilds;
};

const lastUsedFirst = (guilds) =>
  [...guilds].sort((a, b) => (b.last_used_at ?? "").localeCompare(a.last_used_at ?? "") || a.name.localeCompare(b.name));

function Managed({ guild }) {
  return html`<li class="server">
    <a class="server-link" href=${`/g/${guild.id}`}>
      <${GuildIcon} guild=${guild} />
      <span class="server-text">
        <b>${guild.name}</b>
        <span class="muted dense">${guild.level}${guild.last_used_at && html` · used <${When} at=${guild.last_used_at} />`}</span>
      </span>
      ${icon("chevron-right")}
    </a>
  </li>`;
}

function Invitable({ guild }) {
  return html`<li class="server server-invite">
    <${GuildIcon} guild=${guild} />
    <span class="server-text"><b>${guild.name}</b><span class="muted dense">The bot is not there yet</span></span>
    <a class="button" href=${guild.invite_url} aria-label=${`Invite the bot to ${guild.name}`}>${icon("user-plus")}Invite</a>
  </li>`;
}

function Group({ title, hint, guilds, Item, none }) {
  const id = `group-${title.split(" ")[0].toLowerCase()}`;
  return html`<section aria-labelledby=${id}>
    <header class="section-head"><h2 id=${id}>${title}</h2><span class="muted dense">${hint}</span></header>
    ${guilds.length ? html`<ul class="servers">${guilds.map((guild) => html`<${Item} key=${guild.id} guild=${guild} />`)}</ul>` : none}
  </section>`;
}

function Nothing() {
  return html`<${Empty} title="No server yet" action=${html`<a class="button" href="/sign-in?next=/servers">${icon("rotate-cw")}Sign in again</a>`}>
    Servers where you are the owner, an administrator or may manage the server stand here. If one is new, sign in again so
    that Discord tells of it.
  <//>`;
}

function Search({ value, onInput, number }) {
  return html`<div class="search" role="search">
    ${icon("search")}
    <label class="visually-hidden" for="search">Search servers</label>
    <input id="search" type="search" class="input" placeholder="Search servers" autocomplete="off" value=${value} onInput=${(event) => onInput(event.currentTarget.value)} />
    <span class="visually-hidden" role="status">${value && counted(number, "server")}</span>
  </div>`;
}

function View({ data }) {
  const [query, setQuery] = useState("");
  const all = data.manage.length + data.invite.length;
  if (!all) return html`<h1>Servers</h1><${Nothing} />`;
  const manage = matching(lastUsedFirst(data.manage), query);
  const invite = matching(data.invite, query);
  const none = query ? html`<p class="muted">No server here is called “${query.trim()}”.</p>` : html`<p class="muted">The bot is on none of your servers yet. Invite it below.</p>`;
  return html`<header class="page-head"><h1>Servers</h1>${all >= SEARCH_FROM && html`<${Search} value=${query} onInput=${setQuery} number=${manage.length + invite.length} />`}</header>
    <${Group} title="Manage" hint="Last used first" guilds=${manage} Item=${Managed} none=${none} />
    ${data.invite.length > 0 &&
    html`<${Group}
      title="Invite the bot"
      hint="You may add bots there. It asks for no more rights than it needs."
      guilds=${invite}
      Item=${Invitable}
      none=${html`<p class="muted">No server here is called “${query.trim()}”.</p>`}
    />`}
    ${data.session_guilds_read_at &&
    html`<p class="muted dense">Discord told of your servers <${When} at=${data.session_guilds_read_at} />. <a href="/sign-in?next=/servers">Ask again</a></p>`}`;
}

await show({ load: () => api.get("/guilds"), View, heading: "Servers" });
