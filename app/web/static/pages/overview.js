// How a server stands: in sync or not, last runs, limits, the bot, and what to do next.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, sayAround } from "../lib/say.js";
import { Bot, Coverage, Limits } from "./overview/facts.js";
import { Sync } from "./overview/sync.js";
import { ofGuild, pageOf } from "./parts/place.js";
import { GuildIcon } from "./parts/pictures.js";
import { RunLine } from "./parts/run_line.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { who } from "./parts/who.js";
import { members } from "./parts/words.js";

function saved({ version, saved_at, author, author_name }) {
  const when = html`<${When} at=${saved_at} />`;
  if (!author) return sayAround("version {number}, saved {when}", { number: version, when });
  return sayAround("version {number}, saved {when} by {who}", { number: version, when, who: who(author, author_name) });
}

function Header({ guild }) {
  const { design } = guild;
  return html`<header class="page-head">
    <div class="guild-head">
      <${GuildIcon} guild=${guild} />
      <div>
        <h1>${guild.name}</h1>
        <p class="muted">
          ${Number.isInteger(guild.members) && `${members(guild.members)} · `}
          ${design ? saved(design) : say("no design yet")}
        </p>
      </div>
    </div>
    <div class="buttons">
      <a class="button" href=${pageOf("/designer")}>${icon("pencil")}${say("Design")}</a>
      ${design && html`<a class="button" href=${pageOf("/plans")}>${icon("list-checks")}${say("Plans")}</a>`}
    </div>
  </header>`;
}

function NextSteps({ steps }) {
  if (!steps?.length) return null;
  return html`<section class="panel panel-body next-steps" aria-labelledby="next-heading">
    <h2 id="next-heading">${say("Next")}</h2>
    <ol>
      ${steps.map(
        (step) => html`<li><a href=${step.href}>${icon("arrow-right")}<span>${step.text}</span></a></li>`,
      )}
    </ol>
  </section>`;
}

function Runs({ runs }) {
  return html`<section class="panel panel-body" aria-labelledby="runs-heading">
    <h2 id="runs-heading">${say("Last runs")}</h2>
    ${runs?.length
      ? html`<ul class="lines">${runs.map((run) => html`<${RunLine} key=${run.id} run=${run} />`)}</ul>
          <p><a href=${pageOf("/runs")}>${say("All runs")}</a></p>`
      : html`<p class="muted">${say("No run so far. Each run is kept here with what it did and the way back.")}</p>`}
  </section>`;
}

function View({ data: guild }) {
  return html`<${Header} guild=${guild} />
    ${guild.read_only_because && html`<p class="read-only" role="note">${icon("lock")}<span>${guild.read_only_because}</span></p>`}
    <div class="columns">
      <div class="column">
        <${NextSteps} steps=${guild.next_steps} />
        <${Sync} guild=${guild} />
        <${Runs} runs=${guild.runs} />
      </div>
      <div class="column">
        <${Bot} bot=${guild.bot} />
        <${Limits} limits=${guild.limits} />
        <${Coverage} coverage=${guild.coverage} />
      </div>
    </div>`;
}

await show({ load: () => api.get(ofGuild()), View, heading: say("Overview") });
