// For the operator: whether everything that Guildwright needs is there.
import { api } from "../lib/api.js";
import { html } from "../lib/html.js";
import { icon } from "../lib/icons.js";
import { show } from "./parts/show.js";
import { Doctor } from "./system/doctor.js";
import { Errors } from "./system/errors.js";
import { Part } from "./system/facts.js";
import { Guilds } from "./system/guilds.js";
import { Log } from "./system/log.js";

const PARTS = [
  ["bot", "Bot", "bot"],
  ["workers", "Workers", "wrench"],
  ["queue", "Queue", "list"],
  ["database", "Database", "server"],
  ["redis", "Redis", "activity"],
  ["backup", "Backup", "archive"],
  ["versions", "Versions", "tag"],
];

function View({ data, reload }) {
  return html`<header class="page-head"><h1>System</h1><button type="button" class="button" onClick=${reload}>${icon("rotate-cw")}Look again</button></header>
    <div class="parts">${PARTS.filter(([name]) => name in data).map(([name, title, sign]) => html`<${Part} title=${title} sign=${sign} facts=${data[name]} />`)}</div>
    <${Guilds} />
    <${Doctor} />
    <${Errors} />
    <${Log} />`;
}

await show({ load: () => api.get("/system"), View, heading: "System" });
