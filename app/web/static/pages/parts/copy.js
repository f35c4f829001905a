import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";

async function toClipboard(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return byHand(text);
  }
}

// Over plain http the clipboard API is not there; the old command still works.
function byHand(text) {
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

/** Copies `text`; says so on the button itself, and to screen readers. */
export function Copy({ text, label = say("Copy"), quiet = false }) {
  const [done, setDone] = useState(null);
  const copy = async () => {
    setDone(await toClipboard(text));
    setTimeout(() => setDone(null), 2500);
  };
  return html`<button type="button" class=${quiet ? "button button-quiet button-small" : "button"} onClick=${copy}>
    ${icon(done ? "check" : "copy")}<span aria-live="polite">${done === null ? label : done ? say("Copied") : say("Select and copy it by hand")}</span>
  </button>`;
}
