import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";

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
export function Copy({ text, label = "Copy", quiet = false }) {
  const [said, say] = useState("");
  const copy = async () => {
    say((await toClipboard(text)) ? "Copied" : "Select and copy it by hand");
    setTimeout(() => say(""), 2500);
  };
  return html`<button type="button" class=${quiet ? "button button-quiet button-small" : "button"} onClick=${copy}>
    ${icon(said === "Copied" ? "check" : "copy")}<span aria-live="polite">${said || label}</span>
  </button>`;
}
