import { html } from "../../lib/html.js";
import { language, say, sayCounted } from "../../lib/say.js";

const NEARLY = 0.9;

/** How much of a limit is used: `Channels 480 / 500`, with a word where little is left. */
export function Meter({ label, used, most }) {
  const share = most ? used / most : 0;
  const level = share >= 1 ? "full" : share >= NEARLY ? "near" : "fine";
  const left = most - used;
  const word = level === "full" ? say("full") : level === "near" ? sayCounted(left, "{number} left", "{number} left", { number: left }) : "";
  return html`<div class="meter meter-${level}">
    <span class="meter-label">${label}</span>
    <span class="meter-numbers">${used.toLocaleString(language)} / ${most.toLocaleString(language)}${word && html` <b>${word}</b>`}</span>
    <progress max=${most} value=${Math.min(used, most)} aria-label=${say("{what}: {used} of {most} used", { what: label, used, most })}></progress>
  </div>`;
}
