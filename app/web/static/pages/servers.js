// The servers somebody may manage, and those the bot could be invited to.
import { api } from "../lib/api.js";
import { html, useState } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, sayAround } from "../lib/say.js";
import { Empty } from "./parts/empty.js";
import { GuildIcon } from "./parts/pictures.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { servers } from "./parts/words.js";

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
        <span class="muted dense">${guild.level}${guild.last_used_at && html` · ${sayAround("used {when}", { when: html`<${When} at=${guild.last_used_at} />` })}`}</span>
      </span>
      ${icon("chevron-right")}
    </a>
  </li>`;
}

function Invitable({ guild }) {
  return html`<li class="server server-invite">
    <${GuildIcon} guild=${guild} />
    <span class="server-text"><b>${guild.name}</b><span class="muted dense">${say("The bot is not there yet")}</span></span>
    <a class="button" href=${guild.invite_url} aria-label=${say("Invite the bot to {server}", { server: guild.name })}>${icon("user-plus")}${say("Invite")}</a>
  </li>`;
}

function Group({ id, title, hint, guilds, Item, none }) {
  return html`<section aria-labelledby=${id}>
    <header class="section-head"><h2 id=${id}>${title}</h2><span class="muted dense">${hint}</span></header>
    ${guilds.length ? html`<ul class="servers">${guilds.map((guild) => html`<${Item} key=${guild.id} guild=${guild} />`)}</ul>` : none}
  </section>`;
}

function Nothing() {
  return html`<${Empty} title=${say("No server yet")} action=${html`<a class="button" href="/sign-in?again=yes&next=/servers">${icon("rotate-cw")}${say("Sign in again")}</a>`}>
    ${say("Servers where you are the owner, an administrator or may manage the server stand here. If one is new, sign in again so that Discord tells of it.")}
  <//>`;
}

function Search({ value, onInput, number }) {
  return html`<div class="search" role="search">
    ${icon("search")}
    <label class="visually-hidden" for="search">${say("Search servers")}</label>
    <input id="search" type="search" class="input" placeholder=${say("Search servers")} autocomplete="off" value=${value} onInput=${(event) => onInput(event.currentTarget.value)} />
    <span class="visually-hidden" role="status">${value && servers(number)}</span>
  </div>`;
}

function View({ data }) {
  const [query, setQuery] = useState("");
  const all = data.manage.length + data.invite.length;
  if (!all) return html`<h1>${say("Servers")}</h1><${Nothing} />`;
  const manage = matching(lastUsedFirst(data.manage), query);
  const invite = matching(data.invite, query);
  const unknown = html`<p class="muted">${say("No server here is called “{name}”.", { name: query.trim() })}</p>`;
  const none = query ? unknown : html`<p class="muted">${say("The bot is on none of your servers yet. Invite it below.")}</p>`;
  return html`<header class="page-head"><h1>${say("Servers")}</h1>${all >= SEARCH_FROM && html`<${Search} value=${query} onInput=${setQuery} number=${manage.length + invite.length} />`}</header>
    <${Group} id="group-manage" title=${say("Manage")} hint=${say("Last used first")} guilds=${manage} Item=${Managed} none=${none} />
    ${data.invite.length > 0 &&
    html`<${Group}
      id="group-invite"
      title=${say("Invite the bot")}
      hint=${say("You may add bots there. It asks for no more rights than it needs.")}
      guilds=${invite}
      Item=${Invitable}
      none=${unknown}
    />`}
    ${data.session_guilds_read_at &&
    html`<p class="muted dense">${sayAround("Discord told of your servers {when}.", { when: html`<${When} at=${data.session_guilds_read_at} />` })} <a href="/sign-in?again=yes&next=/servers">${say("Ask again")}</a></p>`}`;
}

await show({ load: () => api.get("/guilds"), View, heading: say("Servers") });
