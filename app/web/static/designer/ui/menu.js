// The one menu that is open: at the pointer or below its button, keyboard included.
import { drawNow, html, signal, useLayoutEffect, useRef } from "../../lib/html.js";
import { Icon } from "./icon.js";

const shown = signal(null); // {items, x, y, label, back}

/** `items`: {label, icon, run, danger, hint, disabled} or null for a line between. */
export function openMenu({ items, at, label }) {
  const box = at instanceof Element ? at.getBoundingClientRect() : null;
  shown.value = {
    items: items.filter((one, index) => one || index > 0), label,
    x: box ? box.left : at.x, y: box ? box.bottom + 4 : at.y, back: document.activeElement,
  };
  drawNow();
}

function close(refocus = true) {
  const back = shown.peek()?.back;
  shown.value = null;
  if (refocus) back?.focus?.();
}

export function MenuHost() {
  return shown.value && html`<${Menu} key=${shown.value} ...${shown.value} />`;
}

function Menu({ items, x, y, label }) {
  const root = useRef(null);
  useLayoutEffect(() => {
    const box = root.current.getBoundingClientRect();
    root.current.style.left = `${Math.max(8, Math.min(x, innerWidth - box.width - 8))}px`;
    root.current.style.top = `${Math.max(8, Math.min(y, innerHeight - box.height - 8))}px`;
    root.current.querySelector("[role=menuitem]:not(:disabled)")?.focus();
  }, []);
  useLayoutEffect(() => {
    const outside = (event) => { if (!root.current?.contains(event.target)) close(false); };
    addEventListener("pointerdown", outside, true);
    addEventListener("resize", close);
    return () => { removeEventListener("pointerdown", outside, true); removeEventListener("resize", close); };
  }, []);
  const onKeyDown = (event) => {
    const entries = [...root.current.querySelectorAll("[role=menuitem]:not(:disabled)")];
    const at = entries.indexOf(document.activeElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1 }[event.key];
    if (next !== undefined) entries[next % entries.length].focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else if (event.key.length === 1) {
      entries.find((one) => one.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pick = (item) => { close(); item.run(); };
  return html`<div ref=${root} class="menu" role="menu" aria-label=${label} onKeyDown=${onKeyDown}
      onContextMenu=${(event) => event.preventDefault()}>
    ${items.map((item) => item
      ? html`<button type="button" role="menuitem" tabindex="-1" class=${`menu-item${item.danger ? " is-danger" : ""}`}
          disabled=${item.disabled} onClick=${() => pick(item)}>
          ${item.icon ? html`<${Icon} name=${item.icon} />` : html`<span class="icon-space"></span>`}
          <span class="menu-label">${item.label}</span>${item.hint && html`<kbd>${item.hint}</kbd>`}
        </button>`
      : html`<div role="separator" class="menu-line"></div>`)}
  </div>`;
}
