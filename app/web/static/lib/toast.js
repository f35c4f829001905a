// Short news at the edge of the page, read out by screen readers, gone by themselves.
import { say } from "./say.js";

const LONG_ENOUGH_MS = 6000;
let shelf = null;

function place() {
  if (shelf?.isConnected) return shelf;
  shelf = document.createElement("div");
  shelf.className = "toasts";
  shelf.setAttribute("role", "status");
  document.body.append(shelf);
  return shelf;
}

/** `kind` is "info" or "problem"; one with an `action` {label, run} stays until it is dismissed. */
export function toast(text, { kind = "info", action } = {}) {
  const one = document.createElement("div");
  one.className = `toast toast-${kind}`;
  const words = document.createElement("span");
  words.textContent = text;
  one.append(words);
  const dismiss = () => one.remove();
  if (action) one.append(button(action.label, "button", () => { dismiss(); action.run(); }));
  one.append(button(say("Dismiss"), "button button-quiet", dismiss));
  place().append(one);
  if (!action) leave(one, dismiss);
  return dismiss;
}

function button(label, kind, run) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = kind;
  made.textContent = label;
  made.addEventListener("click", run);
  return made;
}

/** Not while somebody reads it or has focus in it. */
function leave(one, dismiss) {
  let timer = 0;
  const start = () => { timer = setTimeout(dismiss, LONG_ENOUGH_MS); };
  const wait = () => clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) one.addEventListener(name, wait);
  for (const name of ["pointerleave", "focusout"]) one.addEventListener(name, start);
  start();
}
