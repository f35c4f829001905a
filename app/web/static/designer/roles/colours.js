// A role's colour: one, a gradient of two, or Discord's holographic style.
import { html, useId, useState } from "../../lib/html.js";
import { say, sayAs } from "../../lib/say.js";
import { seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { live, registry } from "../state/page.js";
import { hex } from "../ui/role_dot.js";
import { About, SelectField } from "../ui/fields.js";

const PRESETS = [0x1abc9c, 0x2ecc71, 0x3498db, 0x9b59b6, 0xe91e63, 0xf1c40f, 0xe67e22, 0xe74c3c, 0x95a5a6, 0x607d8b,
  0x11806a, 0x1f8b4c, 0x206694, 0x71368a, 0xad1457, 0xc27c0e, 0xa84300, 0x992d22, 0x979c9f, 0x546e7a];

const styleOf = (colors) => (colors.tertiary !== null ? "holographic" : colors.secondary !== null ? "gradient" : "solid");

export function Colours({ role, set, problems }) {
  const colors = role.colors, style = styleOf(colors);
  const [a, b, c] = registry.holographic;
  const choose = (wanted) => {
    if (wanted === "holographic") set({ primary: a, secondary: b, tertiary: c });
    else set({ primary: colors.primary || PRESETS[0], secondary: wanted === "gradient" ? colors.secondary ?? PRESETS[2] : null, tertiary: null });
  };
  const enhanced = !live.value || live.value.features?.includes("ENHANCED_ROLE_COLORS");
  return html`<div class="colours" role="group" aria-label=${say("Colour")}>
    <${SelectField} label=${say("Colour style")} value=${style} options=${[["solid", say("One colour")], ["gradient", say("Gradient")], ["holographic", say("Holographic")]]}
      onChange=${choose} problems=${problems} hint=${style !== "solid" && !enhanced ? say("This server has no enhanced role colours yet; the plan will say so.") : undefined} />
    <p class="colour-preview" ref=${(element) => element && paintName(element, colors)}>${role.name}</p>
    ${style !== "holographic" && html`<${Colour} key=${`${role.key} from`} label=${style === "gradient" ? sayAs("colour", "From") : say("Colour")} value=${colors.primary} none=${style === "solid"} onChange=${(primary) => set({ ...colors, primary })} />`}
    ${style === "gradient" && html`<${Colour} key=${`${role.key} to`} label=${sayAs("colour", "To")} value=${colors.secondary} onChange=${(secondary) => set({ ...colors, secondary })} />`}
  </div>`;
}

function paintName(element, { primary, secondary, tertiary }) {
  const stops = [primary, secondary, tertiary].filter((one) => one !== null && one !== undefined).map(hex);
  element.classList.toggle("is-plain", primary === 0 && secondary === null);
  element.style.backgroundImage = stops.length > 1 ? `linear-gradient(90deg, ${stops.join(", ")})` : `linear-gradient(${stops[0]}, ${stops[0]})`;
}

const DIGITS = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i;
const BEGUN = /^#?[0-9a-f]{0,6}$/i;

/** -> the colour as a number, or undefined where the text is none. Nothing is no colour: 0. */
function colourOf(text) {
  const digits = DIGITS.exec(text)?.[1];
  if (digits) return parseInt(digits.length === 3 ? digits.replace(/./g, "$&$&") : digits, 16);
  return text === "" ? 0 : undefined;
}

function Colour({ label, value, onChange, none }) {
  const id = useId();
  const [typed, setTyped] = useState(null); // {text, left}
  const text = typed?.text.trim() ?? "", read = colourOf(text);
  const isWrong = typed !== null && (read === undefined || (text === "" && !none)) && (typed.left || !BEGUN.test(text));
  const take = (colour) => { setTyped(null); onChange(colour); };
  const type = (event) => {
    const now = event.target.value.trim();
    setTyped({ text: event.target.value, left: false });
    // Three digits may be the beginning of six: they count once the field is left.
    if (now.replace("#", "").length === 6 && colourOf(now) !== undefined) onChange(colourOf(now));
  };
  const leave = () => {
    if (typed && (read === undefined || (text === "" && !none))) setTyped({ ...typed, left: true });
    else if (typed) take(read);
    seal();
  };
  return html`<div class=${`field${isWrong ? " has-problem" : ""}`}><label for=${id} class="field-label">${label}</label>
    <div class="colour-row"><input type="color" class="colour-well" aria-label=${say("{colour}, picker", { colour: label })} disabled=${!editableHere.value} value=${hex(value)}
        onInput=${(event) => take(parseInt(event.target.value.slice(1), 16))} onChange=${seal} />
      <input id=${id} class="input colour-hex" disabled=${!editableHere.value} value=${typed?.text ?? (value ? hex(value) : "")} placeholder=${say("no colour")} maxlength="40" spellcheck=${false}
        aria-invalid=${isWrong ? "true" : undefined} aria-describedby=${`${id}-about`} onInput=${type} onBlur=${leave} />
      ${none && value !== 0 && editableHere.value && html`<button type="button" class="button button-quiet" onClick=${() => take(0)}>${say("No colour")}</button>`}</div>
    <${About} id=${`${id}-about`} problems=${isWrong ? [say("That is no colour, so the one from before stays. Write six digits from 0 to f, like #5fa777.")] : []} />
    ${editableHere.value && html`<div class="swatches" role="group" aria-label=${say("Discord's colours")}>${PRESETS.map((one) => html`<button type="button" key=${one} class=${`swatch${one === value ? " is-on" : ""}`}
      aria-label=${say("Colour {colour}", { colour: hex(one) })} aria-pressed=${String(one === value)} ref=${(element) => element?.style.setProperty("--role", hex(one))}
      onClick=${() => { take(one); seal(); }}></button>`)}</div>`}</div>`;
}
