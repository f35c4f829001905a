// API tokens: made, listed, revoked. Their text is shown once.
import { api } from "../lib/api.js";
import { html, useState } from "../lib/html.js";
import { say, sayAround, sayAs } from "../lib/say.js";
import { toast } from "../lib/toast.js";
import { Confirm } from "./parts/confirm.js";
import { useDoing } from "./parts/doing.js";
import { Problem } from "./parts/problem.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { listed } from "./parts/words.js";
import { Create, Fresh, SCOPES } from "./tokens/create.js";

const scopeName = (scope) => say(SCOPES.find(([name]) => name === scope)?.[1] ?? scope);

async function load() {
  const [tokens, guilds] = await Promise.all([api.get("/tokens"), api.get("/guilds")]);
  return { tokens: tokens.items, guilds: guilds.manage };
}

function Row({ token, guilds, onRevoke }) {
  const guild = guilds.find((one) => one.id === token.guild_id);
  return html`<tr class=${token.expired ? "over" : ""}>
    <td data-label=${sayAs("column", "For")}><b>${token.name}</b></td>
    <td data-label=${sayAs("column", "May")}>${listed(token.scopes.map(scopeName))}</td>
    <td data-label=${say("Server")}>${token.guild_id ? (guild?.name ?? say("one you no longer manage")) : say("all of yours")}</td>
    <td data-label=${say("Last used")}>${token.last_used_at ? html`<${When} at=${token.last_used_at} />` : say("never")}</td>
    <td data-label=${say("Until")}>${token.expired ? html`<span class="chip chip-change">${say("over")}</span>` : token.expires_at ? html`<${When} at=${token.expires_at} />` : say("No end")}</td>
    <td><button type="button" class="button button-small" aria-label=${say("Revoke {token}", { token: token.name })} onClick=${() => onRevoke(token)}>${say("Revoke")}</button></td>
  </tr>`;
}

function Tokens({ data, reload }) {
  const [run, doing] = useDoing();
  const [asked, ask] = useState(null);
  const revoke = () =>
    run(async () => {
      await api.delete(`/tokens/${asked.id}`);
      toast(say("{token} was revoked.", { token: asked.name }));
      ask(null);
      await reload();
    });
  if (!data.tokens.length) {
    return html`<p class="muted">${sayAround("You have no token. With one, a script or a CI job can plan and apply a blueprint in your name, as the command line does with {option}.", { option: html`<code>--token</code>` })}</p>`;
  }
  return html`<div class="panel scroll"><table class="table table-cards">
      <thead><tr><th scope="col">${sayAs("column", "For")}</th><th scope="col">${sayAs("column", "May")}</th><th scope="col">${say("Server")}</th><th scope="col">${say("Last used")}</th><th scope="col">${say("Until")}</th><th><span class="visually-hidden">${say("Revoke")}</span></th></tr></thead>
      <tbody>${data.tokens.map((token) => html`<${Row} key=${token.id} token=${token} guilds=${data.guilds} onRevoke=${ask} />`)}</tbody>
    </table></div>
    ${asked &&
    html`<${Confirm} title=${say("Revoke {token}?", { token: asked.name })} action=${say("Revoke the token")} danger busy=${doing.busy} onYes=${revoke} onNo=${() => (ask(null), doing.clear())}>
      <p>${say("The next request with it is refused. This cannot be taken back; a new token can be made.")}</p>
      ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <//>`}`;
}

function View({ data, reload }) {
  const [fresh, setFresh] = useState(null);
  const made = async (token) => {
    setFresh(token);
    await reload();
  };
  return html`<h1>${say("API tokens")}</h1>
    ${fresh && html`<${Fresh} token=${fresh} onDone=${() => setFresh(null)} />`}
    <${Tokens} data=${data} reload=${reload} />
    <${Create} guilds=${data.guilds} onMade=${made} />`;
}

await show({ load, View, heading: say("API tokens") });
