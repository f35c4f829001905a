// For the operator: whether everything that Guildwright needs is there.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { say, toSay } from "../lib/say.js";
import { show } from "./parts/show.js";
import { Doctor } from "./system/doctor.js";
import { Errors } from "./system/errors.js";
import { Part } from "./system/facts.js";
import { Guilds } from "./system/guilds.js";
import { Log } from "./system/log.js";

const PARTS = [
  ["bot", toSay("Bot"), "bot"],
  ["workers", toSay("Workers"), "wrench"],
  ["queue", toSay("Queue"), "list"],
  ["database", toSay("Database"), "server"],
  ["redis", toSay("Redis"), "activity"],
  ["backup", toSay("Backup"), "archive"],
  ["versions", toSay("Versions"), "tag"],
];

function View({ data, reload }) {
  return html`<header class="page-head"><h1>${say("System")}</h1><button type="button" class="button" onClick=${reload}>${icon("rotate-cw")}${say("Look again")}</button></header>
    <div class="parts">${PARTS.filter(([name]) => name in data).map(([name, title, sign]) => html`<${Part} name=${name} title=${say(title)} sign=${sign} facts=${data[name]} />`)}</div>
    <${Guilds} />
    <${Doctor} />
    <${Errors} />
    <${Log} />`;
}

await show({ load: () => api.get("/system"), View, heading: say("System") });
