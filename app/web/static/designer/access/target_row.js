// One role or member of a channel's access, with what it allows and denies at a glance.
import { html, memo } from "../../lib/html.js";
import { say, sayAs } from "../../lib/say.js";
import { bitsOf } from "../model/bits.js";
import { registry } from "../state/page.js";
import { RoleDot } from "../ui/role_dot.js";
import { Icon } from "../ui/icon.js";

const SHOWN = 3;

export const TargetRow = memo(({ id, kind, name, color, overwrite, open }) => {
  const words = overwrite ? summary(overwrite) : [];
  return html`<button type="button" class="target-row" data-target=${id} aria-expanded=${String(open)}>
    <${Icon} name=${open ? "chevron-down" : "chevron-right"} />
    ${kind === "member" ? html`<${Icon} name="user" />` : html`<${RoleDot} color=${color} />`}
    <span class="target-name">${name}</span>
    <span class="target-summary">${words.length === 0 ? say("nothing of its own") : words.slice(0, SHOWN).map(({ label, allowed }) => html`
      <span class=${allowed ? "yes" : "no"}>${allowed ? "\u2713" : "\u2715"} <span class="visually-hidden">${allowed ? say("allows") : say("denies")}</span>${label}</span>`)}
      ${words.length > SHOWN && html`<span>+${words.length - SHOWN}</span>`}</span>
  </button>`;
});

function summary({ allow, deny }) {
  const [allowed, denied] = [bitsOf(allow), bitsOf(deny)];
  return registry.permissions
    .filter((one) => (one.value & (allowed | denied)) !== 0n)
    .sort((a, b) => rank(a) - rank(b))
    .map((one) => ({ label: SHORT[one.name] ?? one.label, allowed: (one.value & allowed) !== 0n }));
}

const FIRST = ["VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT", "SPEAK"];
const SHORT = {
  VIEW_CHANNEL: sayAs("permission", "View"), SEND_MESSAGES: sayAs("permission", "Send"), CONNECT: sayAs("permission", "Connect"),
  READ_MESSAGE_HISTORY: sayAs("permission", "History"),
};
const rank = (one) => (FIRST.includes(one.name) ? FIRST.indexOf(one.name) : 9);
