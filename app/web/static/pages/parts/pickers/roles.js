import { html } from "../../../lib/html.js";
import { say, sayCounted } from "../../../lib/say.js";
import { Combo } from "./combo.js";

/** The colour of a role as a dot. Drawn as SVG, since nothing may carry a style of its own. */
export function RoleDot({ color }) {
  const fill = color ? `#${color.toString(16).padStart(6, "0")}` : undefined;
  return html`<svg class="role-dot" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
    <circle cx="6" cy="6" r="5" fill=${fill ?? "none"} class=${fill ? undefined : "role-dot-none"} />
  </svg>`;
}

function whyNot(role) {
  if (role.managed) return say("belongs to an app");
  return role.above_bot ? say("above the bot") : "";
}

/** What picks one of `roles` ({id, name, color, managed, above_bot?, members?}), top first. */
export function RolePicker({ label = say("Role"), roles, onPick, disabled, taken = new Set() }) {
  const options = roles
    .filter((role) => !taken.has(role.id))
    .map((role) => ({
      id: role.id,
      label: role.name.startsWith("@") ? role.name : `@${role.name}`,
      mark: html`<${RoleDot} color=${role.color} />`,
      hint: Number.isInteger(role.members) ? sayCounted(role.members, "{number} members", "{number} members", { number: role.members }) : "",
      why: whyNot(role),
      role,
    }));
  return html`<${Combo} label=${label} options=${options} disabled=${disabled} placeholder=${say("Search roles")} onPick=${(one) => onPick(one.role)} />`;
}
