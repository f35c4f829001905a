// Only the rows near the view are in the page; a server of 500 channels costs as much as one of 50.
import { signal, useLayoutEffect, useState } from "../../lib/html.js";

const MARGIN = 480, STEP = 160;

/**
 * Where each of `heights` begins, and which are near the view of the scroller around `root`.
 * -> {tops, total, from, to}
 */
export function useWindow(root, heights) {
  const [view, setView] = useState({ top: 0, height: innerHeight });
  useLayoutEffect(() => {
    const scroller = root.current.closest("[data-scroller]");
    const look = () => {
      const top = Math.floor(Math.max(0, scroller.scrollTop - root.current.offsetTop) / STEP) * STEP;
      const height = Math.ceil(scroller.clientHeight / STEP) * STEP;
      setView((before) => (before.top === top && before.height === height ? before : { top, height }));
    };
    const observer = new ResizeObserver(look);
    observer.observe(scroller);
    scroller.addEventListener("scroll", look, { passive: true });
    return () => { observer.disconnect(); scroller.removeEventListener("scroll", look); };
  }, []);
  const tops = [];
  let total = 0, from = heights.length, to = 0;
  heights.forEach((height, at) => {
    if (total + height >= view.top - MARGIN && total <= view.top + view.height + STEP + MARGIN) {
      from = Math.min(from, at);
      to = at + 1;
    }
    tops.push(total);
    total += height;
  });
  return { tops, total, from: Math.min(from, to), to };
}

let height = 0;

/** The height of a row in pixels, as the tokens have it for this kind of pointer. */
export function rowHeight() {
  height ||= parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--row")) || 32;
  return height;
}

const coarse = matchMedia("(pointer: coarse)");
/** Whether rows are moved by a finger, and so need a grip. */
export const byTouch = signal(coarse.matches);
coarse.addEventListener("change", () => { height = 0; byTouch.value = coarse.matches; });
