import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { useDoing } from "../parts/doing.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

const MODES = {
  open: "Every server that invites the bot may use it.",
  allow_list: "Servers in GUILD_ALLOW_LIST may use it, and those let in here.",
  approval: "A server may use it once it is let in here.",
};
const STANDINGS = {
  admitted: ["may use it", "chip chip-create"],
  waiting: ["waits", "chip chip-change"],
  refused: ["refused", "chip chip-remove"],
};

function Row({ guild, busy, onDecide }) {
  const [word, chip] = STANDINGS[guild.standing];
  return html`<tr class=${guild.left_at ? "over" : ""}>
    <td data-label="Server"><b>${guild.name}</b></td>
    <td data-label="Standing"><span class=${chip}>${word}</span></td>
    <td data-label="Bot">${guild.left_at ? html`left <${When} at=${guild.left_at} />` : guild.unavailable_since ? html`down since <${When} at=${guild.unavailable_since} />` : html`since <${When} at=${guild.joined_at} />`}</td>
    <td>
      ${guild.standing !== "admitted" && html`<button type="button" class="button button-small" disabled=${busy} aria-label=${`Let in ${guild.name}`} onClick=${() => onDecide(guild, "admitted")}>Let in</button>`}
      ${guild.standing !== "refused" && html`<button type="button" class="button button-small" disabled=${busy} aria-label=${`Refuse ${guild.name}`} onClick=${() => onDecide(guild, "refused")}>Refuse</button>`}
    </td>
  </tr>`;
}

/** Which servers may use this installation, and the decision about each. */
export function Guilds() {
  const [state, set] = useState({});
  const [asked, ask] = useState(null);
  const [run, doing] = useDoing();
  const load = async () => {
    try {
      set({ found: await api.get("/system/guilds") });
    } catch (error) {
      set({ error });
    }
  };
  useEffect(() => {
    load();
  }, []);
  const decide = (guild, decision) =>
    run(async () => {
      await api.put(`/system/guilds/${guild.id}/admission`, { decision });
      toast(decision === "admitted" ? `${guild.name} may use this installation.` : `${guild.name} is refused.`);
      ask(null);
      await load();
    });
  const wish = (guild, decision) => (decision === "refused" ? ask(guild) : decide(guild, decision));
  return html`<section aria-labelledby="guilds-heading" aria-busy=${state.found || state.error ? undefined : "true"}>
    <header class="section-head"><h2 id="guilds-heading">Servers</h2></header>
    ${state.error && html`<${Problem} error=${state.error} retry=${load} level=${3} />`}
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    ${!state.found && !state.error && html`<span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${state.found && html`<p class="muted">${MODES[state.found.mode]}</p>`}
    ${state.found && state.found.items.length === 0 && html`<p>The bot is in no server yet.</p>`}
    ${state.found && state.found.items.length > 0 && html`<div class="panel scroll"><table class="table table-cards">
      <thead><tr><th scope="col">Server</th><th scope="col">Standing</th><th scope="col">Bot</th><th scope="col"><span class="visually-hidden">Decide</span></th></tr></thead>
      <tbody>${state.found.items.map((guild) => html`<${Row} key=${guild.id} guild=${guild} busy=${doing.busy} onDecide=${wish} />`)}</tbody>
    </table></div>`}
    ${asked && html`<${Confirm} title=${`Refuse ${asked.name}?`} action="Refuse" danger busy=${doing.busy} onYes=${() => decide(asked, "refused")} onNo=${() => ask(null)}>
      <p>Nobody can use Guildwright for this server from then on. What is kept about it stays, and so does the bot.</p>
    <//>`}
  </section>`;
}
