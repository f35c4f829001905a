// A section the design may leave alone as a whole: a switch to begin, and one to let go.
import { html } from "../../lib/html.js";
import { setSection } from "../model/commands/sections.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { design, edit, undo } from "../state/document.js";
import { tell } from "../state/notice.js";
import { editableHere } from "../state/reach.js";
import { sentencesOf } from "../ui/fields.js";

export function Part({ section, title, teach, begin, children: content }) {
  const value = design.value[section];
  const set = (next, tag) => edit(`Edit ${title.toLowerCase()}`, (now) => setSection(now, section, next), tag && `${section}:${tag}`);
  const leave = () => {
    const was = design.peek();
    if (set(null) !== was) tell(`${title} is out of the design, and stays as it is on the server.`, { action: { label: "Undo", run: undo } });
  };
  if (value === null) {
    return html`<h2>${title}</h2><div class="empty"><p>${teach}</p><p>The design does not speak about it: what is on the server stays.</p>
      ${editableHere.value && html`<button type="button" class="button button-primary" onClick=${() => set(begin())}>Design the ${title.toLowerCase()}</button>`}</div>`;
  }
  const general = problems.value.filter((one) => one.section === section && one.key === null && one.field === null);
  return html`<div class="part-head"><h2>${title}</h2>${editableHere.value && html`<button type="button" class="button button-quiet" onClick=${leave}>Leave alone</button>`}</div>
    ${sentencesOf(general).map((text) => html`<p class="field-problem">${text}</p>`)}
    ${content(value, set)}`;
}

export const toldOf = (section, field, ...rest) =>
  sentencesOf(about(problems.value, section, null, field).filter((one) => rest.every((part, at) => one.rest[at] === part)));
