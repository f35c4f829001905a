import { html, useLayoutEffect, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";

/** A question in a native dialog: Escape says no, and so does a press that begins on the backdrop. */
export function Confirm({ title, children, action, danger = false, busy = false, onYes, onNo }) {
  const box = useRef(null);
  useLayoutEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      if (dialog.open) dialog.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  const outside = (event) => event.target === box.current && onNo();
  return html`<dialog
    ref=${box}
    class="dialog"
    aria-labelledby="confirm-title"
    onCancel=${(event) => (event.preventDefault(), onNo())}
    onPointerDown=${outside}
  >
    <h2 id="confirm-title">${title}</h2>
    <div class="dialog-body">
      ${children}
      <div class="dialog-buttons">
        <button type="button" class="button" autofocus=${danger} onClick=${onNo}>${say("Not now")}</button>
        <button type="button" class=${`button ${danger ? "button-danger" : "button-primary"}`} disabled=${busy} onClick=${onYes}>
          ${action}
        </button>
      </div>
    </div>
  </dialog>`;
}
