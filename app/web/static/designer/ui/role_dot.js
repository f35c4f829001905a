// A role's colour. The colour is data, so it is set through the CSSOM and never in the markup.
import { html } from "../../lib/html.js";

export const hex = (color) => `#${color.toString(16).padStart(6, "0")}`;

export function paint(colors) {
  const stops = [colors.primary, colors.secondary, colors.tertiary].filter((one) => one !== null && one !== undefined);
  if (stops.length === 1) return stops[0] ? hex(stops[0]) : "";
  return `linear-gradient(90deg, ${stops.map(hex).join(", ")})`;
}

export function RoleDot({ color, colors = { primary: color ?? 0 } }) {
  const background = paint(colors);
  return html`<span class="role-dot" aria-hidden="true" ref=${(element) => {
    if (element) element.style.setProperty("--role", background || "var(--muted)");
  }}></span>`;
}
