// Moving about in a tree of rows, and moving rows, by keyboard. What the rows are is the adapter's:
// {keys(), name(key), fold(key, closed)|null, parent(key), firstChild(key), rename, remove, duplicate, step, menu, editable()}
import { say } from "../../lib/say.js";
import { announce } from "../state/notice.js";
import { abort, begin, commit } from "../state/document.js";
import { affected, current, extendTo, select, selectMany, toggle } from "../state/selection.js";
import { signal } from "../../lib/html.js";

/** Keys of what is picked up with the space bar. */
export const pickedUp = signal(new Set());
const TYPING_MS = 1000;

export function treeKeyboard(adapter) {
  let typed = "", typedAt = 0;

  function go(key, event) {
    if (key === undefined || key === null) return;
    if (event.shiftKey) extendTo(key, adapter.keys());
    else if (event.ctrlKey || event.metaKey) current.value = key;
    else select(key);
    adapter.focus(key);
  }

  function drop(keep) {
    const keys = [...pickedUp.value];
    pickedUp.value = new Set();
    if (keep) commit();
    else abort();
    announce(keep ? say("{what} dropped.", { what: adapter.called(keys) }) : say("{what} is back where it was.", { what: adapter.called(keys) }));
    adapter.focus(keys[0]);
  }

  function pickUp(key) {
    const keys = affected(key);
    begin();
    pickedUp.value = new Set(keys);
    announce(say("{what} picked up. Arrow keys move it, space drops it, Escape puts it back.", { what: adapter.called(keys) }));
  }

  function whileHeld(event) {
    const keys = [...pickedUp.value];
    if (event.key === "ArrowUp") adapter.step(keys, -1);
    else if (event.key === "ArrowDown") adapter.step(keys, 1);
    else if (event.key === " " || event.key === "Enter") drop(true);
    else if (event.key === "Escape" || event.key === "Tab") drop(false);
    return event.key !== "Tab";
  }

  function typeAhead(event) {
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === " ") return false;
    typed = event.timeStamp - typedAt > TYPING_MS ? event.key : typed + event.key;
    typedAt = event.timeStamp;
    const keys = adapter.keys(), at = keys.indexOf(current.value);
    const start = typed.length === 1 ? at + 1 : at;
    const order = [...keys.slice(start), ...keys.slice(0, start)];
    const hit = order.find((key) => adapter.name(key).toLowerCase().startsWith(typed.toLowerCase()));
    if (hit !== undefined) go(hit, { shiftKey: false });
    return true;
  }

  function arrow(event) {
    const keys = adapter.keys(), key = current.value, at = keys.indexOf(key);
    switch (event.key) {
      case "ArrowDown": return go(keys[at + 1], event), true;
      case "ArrowUp": return go(keys[at - 1], event), true;
      case "Home": return go(keys[0], event), true;
      case "End": return go(keys.at(-1), event), true;
      case "PageDown": return go(keys[Math.min(at + 12, keys.length - 1)], event), true;
      case "PageUp": return go(keys[Math.max(at - 12, 0)], event), true;
      case "ArrowRight": return adapter.isClosed(key) ? adapter.fold(key, false) : go(adapter.firstChild(key), event), true;
      case "ArrowLeft": return adapter.isOpen(key) ? adapter.fold(key, true) : go(adapter.parent(key), event), true;
      default: return false;
    }
  }

  function act(event) {
    const key = current.value, keys = affected(key), bare = !event.ctrlKey && !event.metaKey;
    const change = adapter.editable();
    if (event.key === "Enter" && bare) return adapter.open(key), true;
    if (event.key === "Escape") return select(key), true;
    if (event.key === " " && !bare) return toggle(key), true;
    if (event.key === "a" && !bare) return selectMany(adapter.keys()), true;
    if (event.key === "F10" && event.shiftKey || event.key === "ContextMenu") return adapter.menu(key), true;
    if (!change) return false;
    if (event.key === "F2") return adapter.rename(key), true;
    if ((event.key === "Delete" || event.key === "Backspace") && bare) return adapter.remove(keys), true;
    if (event.key === "d" && !bare) return adapter.duplicate(keys), true;
    if (event.key === " ") return pickUp(key), true;
    return false;
  }

  return function onKeyDown(event) {
    if (event.target.closest("input, button") && !event.target.matches("[role=treeitem]")) return;
    let handled;
    if (pickedUp.value.size) handled = whileHeld(event);
    else if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
      if (adapter.editable()) adapter.step(affected(current.value), event.key === "ArrowUp" ? -1 : 1);
      handled = true;
    } else handled = arrow(event) || act(event) || typeAhead(event);
    if (handled) event.preventDefault();
  };
}
