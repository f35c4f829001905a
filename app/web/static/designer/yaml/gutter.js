// Line numbers, with a mark at each line that has a problem. A template drops the line break at its end,
// so the breaks stand between them.
import { html } from "../../lib/html.js";

export function Gutter({ root, lines, problems }) {
  const told = new Map();
  for (const one of problems) if (one.line) told.set(one.line, [...(told.get(one.line) ?? []), one.what]);
  const numbers = [];
  for (let line = 1; line <= lines; line += 1) {
    numbers.push(told.has(line)
      ? html`<span class="yaml-bad" title=${told.get(line).join(" ")}>\u25cf ${line}</span>` : `${line}`, "\n");
  }
  return html`<pre ref=${root} class="yaml-gutter" aria-hidden="true">${numbers}</pre>`;
}
