// Dragging rows by mouse, pen or touch. What a place means is said by the list that is dragged in:
// {keysFor(key), label(keys), targetAt(rowKey, part, keys) -> {line: "above"|"below"|"into", of: key, …}|null, drop(keys, target)}
// `part` is how far down the row the pointer is, 0 to 1.
import { say } from "../../lib/say.js";
import { announce } from "../state/notice.js";

const THRESHOLD = 5, EDGE = 48, FASTEST = 18, LONG_PRESS_MS = 320;

export function rowDrag(root, list) {
  let drag = null;

  function onPointerDown(event) {
    const row = event.target.closest("[data-key]");
    if (!row || event.button !== 0 || event.target.closest("button, input, [data-twist]") || !list.editable(row.dataset.key)) return;
    const grip = Boolean(event.target.closest("[data-grip]"));
    drag = { key: row.dataset.key, x: event.clientX, y: event.clientY, id: event.pointerId, on: false, grip };
    if (event.pointerType === "touch" && !grip) drag.timer = setTimeout(() => drag && !drag.on && start(), LONG_PRESS_MS);
    addEventListener("pointermove", onPointerMove);
    addEventListener("pointerup", onPointerUp);
    addEventListener("pointercancel", cancel);
    addEventListener("keydown", onKey, true);
    root.addEventListener("touchmove", keepFromScrolling, { passive: false });
  }

  function start() {
    drag.on = true;
    drag.keys = list.keysFor(drag.key);
    drag.ghost = document.createElement("div");
    drag.ghost.className = "drag-ghost";
    drag.ghost.textContent = list.label(drag.keys);
    drag.line = document.createElement("div");
    drag.line.className = "drop-line";
    drag.line.hidden = true;
    root.append(drag.line);
    document.body.append(drag.ghost);
    document.body.classList.add("is-dragging");
    for (const key of drag.keys) root.querySelector(`[data-key="${CSS.escape(key)}"]`)?.classList.add("is-dragged");
    follow(drag.x, drag.y);
    scrollBy();
  }

  function onPointerMove(event) {
    if (event.pointerId !== drag?.id) return;
    const far = Math.hypot(event.clientX - drag.x, event.clientY - drag.y) > THRESHOLD;
    if (!drag.on && far) {
      if (event.pointerType === "touch" && !drag.grip) return stop();
      start();
    }
    if (drag.on) follow(event.clientX, event.clientY);
  }

  function follow(x, y) {
    drag.atX = x;
    drag.atY = y;
    drag.ghost.style.transform = `translate(${x + 12}px, ${y + 8}px)`;
    const row = rowUnder(x, y);
    const box = row?.getBoundingClientRect();
    drag.target = row ? list.targetAt(row.dataset.key, (y - box.top) / box.height, drag.keys) : null;
    show(drag.target);
  }

  function rowUnder(x, y) {
    const box = root.getBoundingClientRect();
    const inside = Math.min(Math.max(x, box.left + 8), box.right - 8);
    const under = document.elementFromPoint(inside, y)?.closest("[data-key]");
    if (under && root.contains(under)) return under;
    const rows = root.querySelectorAll("[data-key]");
    const last = rows[rows.length - 1];
    return last && y > last.getBoundingClientRect().bottom ? last : null;
  }

  function show(target) {
    root.querySelector(".is-drop-into")?.classList.remove("is-drop-into");
    const row = target && root.querySelector(`[data-key="${CSS.escape(target.of)}"]`);
    drag.line.hidden = !row || target.line === "into";
    if (!row) return;
    if (target.line === "into") row.classList.add("is-drop-into");
    else {
      const y = row.offsetTop + (target.line === "below" ? row.offsetHeight : 0);
      drag.line.style.transform = `translateY(${y - 1}px)`;
      drag.line.classList.toggle("is-inside", Boolean(target.inside));
    }
  }

  function scrollBy() {
    if (!drag?.on) return;
    const scroller = root.closest("[data-scroller]") ?? root;
    const box = scroller.getBoundingClientRect();
    const above = box.top + EDGE - drag.atY, below = drag.atY - (box.bottom - EDGE);
    const speed = above > 0 ? -above : below > 0 ? below : 0;
    if (speed) {
      scroller.scrollTop += Math.sign(speed) * Math.min(FASTEST, Math.abs(speed) / 3);
      follow(drag.atX, drag.atY);
    }
    drag.frame = requestAnimationFrame(scrollBy);
  }

  function onPointerUp(event) {
    if (event.pointerId !== drag?.id) return;
    const { on, keys, target } = drag;
    stop();
    if (!on) return;
    swallowClick();
    if (target) list.drop(keys, target);
  }

  function onKey(event) {
    if (event.key !== "Escape" || !drag?.on) return;
    event.stopPropagation();
    cancel();
  }

  function cancel() {
    if (drag?.on) announce(say("Nothing was moved."));
    stop();
  }

  function stop() {
    if (!drag) return;
    clearTimeout(drag.timer);
    cancelAnimationFrame(drag.frame);
    drag.ghost?.remove();
    drag.line?.remove();
    document.body.classList.remove("is-dragging");
    for (const row of root.querySelectorAll(".is-dragged, .is-drop-into")) row.classList.remove("is-dragged", "is-drop-into");
    removeEventListener("pointermove", onPointerMove);
    removeEventListener("pointerup", onPointerUp);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", onKey, true);
    root.removeEventListener("touchmove", keepFromScrolling);
    drag = null;
  }

  const keepFromScrolling = (event) => { if (drag?.on) event.preventDefault(); };

  root.addEventListener("pointerdown", onPointerDown);
  return () => { stop(); root.removeEventListener("pointerdown", onPointerDown); };
}

/** The click that follows a drag is none. */
function swallowClick() {
  const swallow = (event) => { event.stopPropagation(); event.preventDefault(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
}
