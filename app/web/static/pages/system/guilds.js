import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { say, sayAround, toSay } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { useDoing } from "../parts/doing.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

const MODES = {
  open: toSay("Every server that invites the bot may use it."),
  allow_list: toSay("Servers in GUILD_ALLOW_LIST may use it, and those let in here."),
  approval: toSay("A server may use it once it is let in here."),
};
const STANDINGS = {
  admitted: [toSay("may use it"), "chip chip-create"],
  waiting: [toSay("waits"), "chip chip-change"],
  refused: [toSay("refused"), "chip chip-remove"],
};

function Row({ guild, busy, onDecide }) {
  const [word, chip] = STANDINGS[guild.standing];
  return html`<tr class=${guild.left_at ? "over" : ""}>
    <td data-label=${say("Server")}><b>${guild.name}</b></td>
    <td data-label=${say("Standing")}><span class=${chip}>${say(word)}</span></td>
    <td data-label=${say("Bot")}>${guild.left_at ? sayAround("left {when}", { when: html`<${When} at=${guild.left_at} />` }) : guild.unavailable_since ? sayAround("down since {when}", { when: html`<${When} at=${guild.unavailable_since} />` }) : sayAround("since {when}", { when: html`<${When} at=${guild.joined_at} />` })}</td>
    <td>
      ${guild.standing !== "admitted" && html`<button type="button" class="button button-small" disabled=${busy} aria-label=${say("Let in {server}", { server: guild.name })} onClick=${() => onDecide(guild, "admitted")}>${say("Let in")}</button>`}
      ${guild.standing !== "refused" && html`<button type="button" class="button button-small" disabled=${busy} aria-label=${say("Refuse {server}", { server: guild.name })} onClick=${() => onDecide(guild, "refused")}>${say("Refuse")}</button>`}
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
      toast(decision === "admitted" ? say("{server} may use this installation.", { server: guild.name }) : say("{server} is refused.", { server: guild.name }));
      ask(null);
      await load();
    });
  const wish = (guild, decision) => (decision === "refused" ? ask(guild) : decide(guild, decision));
  return html`<section aria-labelledby="guilds-heading" aria-busy=${state.found || state.error ? undefined : "true"}>
    <header class="section-head"><h2 id="guilds-heading">${say("Servers")}</h2></header>
    ${state.error && html`<${Problem} error=${state.error} retry=${load} level=${3} />`}
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    ${!state.found && !state.error && html`<span class="skeleton skeleton-row" aria-hidden="true"></span>`}
    ${state.found && html`<p class="muted">${say(MODES[state.found.mode])}</p>`}
    ${state.found && state.found.items.length === 0 && html`<p>${say("The bot is in no server yet.")}</p>`}
    ${state.found && state.found.items.length > 0 && html`<div class="panel scroll"><table class="table table-cards">
      <thead><tr><th scope="col">${say("Server")}</th><th scope="col">${say("Standing")}</th><th scope="col">${say("Bot")}</th><th scope="col"><span class="visually-hidden">${say("Decide")}</span></th></tr></thead>
      <tbody>${state.found.items.map((guild) => html`<${Row} key=${guild.id} guild=${guild} busy=${doing.busy} onDecide=${wish} />`)}</tbody>
    </table></div>`}
    ${asked && html`<${Confirm} title=${say("Refuse {server}?", { server: asked.name })} action=${say("Refuse")} danger busy=${doing.busy} onYes=${() => decide(asked, "refused")} onNo=${() => ask(null)}>
      <p>${say("Nobody can use Guildwright for this server from then on. What is kept about it stays, and so does the bot.")}</p>
    <//>`}
  </section>`;
}
