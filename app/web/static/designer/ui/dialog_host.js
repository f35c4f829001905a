// The one dialog that is open. Focus stays inside and goes back to where it was.
import { drawNow, html, signal, useLayoutEffect, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { Icon } from "./icon.js";

const shown = signal(null); // {title, view, wide, key}
let count = 0;

/** `view` is a component; it gets `close`. */
export function openDialog(title, view, { wide = false, props = {} } = {}) {
  shown.value = { title, view, wide, props, key: (count += 1), back: document.activeElement };
  drawNow();
}

export function closeDialog() {
  const back = shown.peek()?.back;
  shown.value = null;
  drawNow();
  if (document.activeElement === document.body) back?.focus?.();
}

export function DialogHost() {
  return shown.value && html`<${Dialog} ...${shown.value} />`;
}

function Dialog({ title, view: View, wide, props }) {
  const root = useRef(null);
  useLayoutEffect(() => {
    const dialog = root.current;
    dialog.showModal();
    dialog.querySelector("[autofocus]")?.focus();
    return () => dialog.close();
  }, []);
  return html`<dialog ref=${root} class=${`dialog${wide ? " dialog-wide" : ""}`} aria-labelledby="dialog-title"
      onCancel=${(event) => { event.preventDefault(); closeDialog(); }}
      onPointerDown=${(event) => { if (event.target === root.current) closeDialog(); }}>
    <div class="dialog-inside">
      <header class="dialog-head"><h2 id="dialog-title">${title}</h2>
        <button type="button" class="icon-button" aria-label=${say("Close")} onClick=${closeDialog}><${Icon} name="x" /></button>
      </header>
      <${View} close=${closeDialog} ...${props} />
    </div>
  </dialog>`;
}
