// Where it is chosen through whose eyes to look.
import { html, useLayoutEffect, useRef, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { viewAs, viewTitle } from "../state/view_as.js";
import { Icon } from "../ui/icon.js";
import { lazy } from "../ui/lazy.js";

const Choices = lazy(() => import("./choices.js"), "Choices");

export function ViewAsPicker() {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!root.current?.contains(event.target)) setOpen(false); };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [open]);
  const close = () => { setOpen(false); root.current.querySelector("button").focus(); };
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !open) return;
    close();
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="view-as" ref=${root} onKeyDown=${onKeyDown}>
    <button type="button" class=${`view-as-button${viewAs.value ? " is-on" : ""}`} aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>
      <${Icon} name="eye" /><span>${say("View as: {who}", { who: viewAs.value ? viewTitle() : say("nobody") })}</span><${Icon} name="chevron-down" /></button>
    ${open && html`<${Choices} at=${root} close=${close} />`}
  </div>`;
}
