import { html, useState } from "../../lib/html.js";

const initials = (name) =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => Array.from(word)[0])
    .join("")
    .toUpperCase();

/** A server's icon, or its initials where it has none or none can be shown. */
export function GuildIcon({ guild }) {
  const [broken, setBroken] = useState(false);
  const shown = guild.icon_url && !broken;
  return html`<span class="guild-icon" aria-hidden="true">
    ${shown ? html`<img src=${guild.icon_url} alt="" loading="lazy" onError=${() => setBroken(true)} />` : initials(guild.name)}
  </span>`;
}

/** A person's picture, beside their name. */
export function Picture({ person }) {
  const [broken, setBroken] = useState(false);
  if (person.avatar_url && !broken) {
    return html`<img class="picture" src=${person.avatar_url} alt="" loading="lazy" onError=${() => setBroken(true)} />`;
  }
  return html`<span class="picture picture-none" aria-hidden="true">${initials(person.display_name || person.name || "?")}</span>`;
}
