// An emoji: a character that is typed or picked, or one of the server's own.
import { html, useId, useLayoutEffect, useRef, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { seal } from "../state/document.js";
import { editableHere } from "../state/reach.js";
import { live } from "../state/page.js";
import { About } from "./fields.js";
import { Icon } from "./icon.js";

const COMMON = "👋 📌 📣 📜 💬 🎉 🎮 🎲 🎨 🎵 📷 🎬 📚 💡 ❓ ❗ ✅ ❌ ⭐ 🔥 ❤️ 🧡 💛 💚 💙 💜 👍 👀 🚀 🛠️ 🐛 🔒 🔔 🏆 🌱 ☕ 🍕 🐈 🐕 🌍".split(" ");

export const shownEmoji = (emoji) => (!emoji ? "" : emoji.id ? `:${emoji.name ?? "emoji"}:` : emoji.name);

/** A unicode emoji, told from words; "" takes it away, undefined cannot be one. */
export function readEmoji(text) {
  const trimmed = text.trim();
  if (!trimmed) return null;
  const custom = /^<?a?:?(\w{1,32}):(\d{15,20})>?$/.exec(trimmed);
  if (custom) return { name: custom[1], id: custom[2] };
  if (trimmed.length > 32 || /[\p{L}\s]/u.test(trimmed) || /^[\x00-\x7f]*$/.test(trimmed)) return undefined;
  return { name: trimmed, id: null };
}

export function EmojiField({ label, value, onChange, problems = [], hint }) {
  const id = useId();
  return html`<div class="field field-emoji"><span class="field-label" id=${id}>${label}</span>
    <${EmojiButton} label=${label} value=${value} onChange=${onChange} wide />
    <${About} id=${`${id}-about`} problems=${problems} hint=${hint} /></div>`;
}

export function EmojiButton({ label, value, onChange, wide, unicodeOnly }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!root.current?.contains(event.target)) setOpen(false); };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [open]);
  const pick = (emoji) => { onChange(emoji); seal(); setOpen(false); root.current.querySelector("button").focus(); };
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    setOpen(false);
    root.current.querySelector("button").focus();
  };
  return html`<span class="emoji-box" ref=${root} onKeyDown=${onKeyDown}>
    <button type="button" class=${`emoji-button${wide ? " is-wide" : ""}`} disabled=${!editableHere.value} aria-expanded=${String(open)}
      aria-label=${`${label}: ${shownEmoji(value) || say("none")}`} onClick=${() => setOpen(!open)}>
      <span aria-hidden="true">${shownEmoji(value) || (wide ? say("None") : "\u263a")}</span></button>
    ${open && html`<${Palette} value=${value} pick=${pick} unicodeOnly=${unicodeOnly} />`}
  </span>`;
}

function Palette({ value, pick, unicodeOnly }) {
  const [wrong, setWrong] = useState(false);
  const type = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const emoji = readEmoji(event.target.value);
    if (emoji === undefined || (unicodeOnly && emoji?.id)) setWrong(true);
    else pick(emoji);
  };
  const custom = unicodeOnly ? [] : live.value?.emojis ?? [];
  return html`<div class="palette" role="group" aria-label=${say("Choose an emoji")}>
    <input class="input" aria-label=${say("Type or paste an emoji, then Enter")} placeholder=${say("Type or paste, then Enter")} autofocus
      defaultValue=${value && !value.id ? value.name : ""} ref=${(element) => element?.focus()} onKeyDown=${type} />
    ${wrong && html`<p class="field-problem">${say("That is no emoji. Write the character itself, like 🎉.")}</p>`}
    <div class="palette-grid">${COMMON.map((name) => html`<button type="button" class="palette-emoji" aria-label=${name}
      onClick=${() => pick({ name, id: null })}>${name}</button>`)}</div>
    ${custom.length > 0 && html`<p class="field-hint">${say("This server's own")}</p><div class="palette-names">${custom.map((one) => html`
      <button type="button" class="chip-button" onClick=${() => pick({ name: one.name, id: String(one.id) })}>:${one.name}:</button>`)}</div>`}
    ${value && html`<button type="button" class="button button-quiet" onClick=${() => pick(null)}><${Icon} name="x" />${say("No emoji")}</button>`}
  </div>`;
}
