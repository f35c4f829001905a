// Line numbers, with a mark at each line that has a problem. A full server is 50,000 lines of text: only
// the numbers near the view are in the page, at the height where they belong.
import { html, useLayoutEffect, useState } from "../../lib/html.js";

const MARGIN = 60, STEP = 20;

/** `first` lines of the text lie before what the area shows. */
export function Gutter({ area, first, lines, problems }) {
  const [view, setView] = useState({ from: 0, to: 2 * MARGIN, height: 20, scrolled: 0 });
  useLayoutEffect(() => {
    const box = area.current, height = parseFloat(getComputedStyle(box).lineHeight);
    const look = () => {
      const top = Math.floor(box.scrollTop / height / STEP) * STEP;
      const from = Math.max(0, top - MARGIN), to = top + Math.ceil(box.clientHeight / height) + STEP + MARGIN;
      setView({ from, to, height, scrolled: box.scrollTop });
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(box);
    box.addEventListener("scroll", look, { passive: true });
    return () => { observer.disconnect(); box.removeEventListener("scroll", look); };
  }, []);
  const told = new Map();
  for (const one of problems) if (one.line) told.set(one.line, [...(told.get(one.line) ?? []), one.what]);
  // A template drops the line break at its end, so the breaks stand between the numbers.
  const numbers = [];
  for (let line = first + view.from + 1; line <= first + Math.min(lines, view.to); line += 1) {
    numbers.push(told.has(line)
      ? html`<span class="yaml-bad" title=${told.get(line).join(" ")}>\u25cf ${line}</span>` : `${line}`, "\n");
  }
  return html`<div class="yaml-gutter" aria-hidden="true"><pre style=${{
    minWidth: `${String(first + lines).length + 2}ch`, transform: `translateY(${view.from * view.height - view.scrolled}px)` }}>${numbers}</pre></div>`;
}
