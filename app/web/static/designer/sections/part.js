// A section the design may leave alone as a whole: a switch to begin, and one to let go.
import { html } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { setSection } from "../model/commands/sections.js";
import { about } from "../model/problems.js";
import { problems } from "../state/checking.js";
import { design, edit, undo } from "../state/document.js";
import { tell } from "../state/notice.js";
import { editableHere } from "../state/reach.js";
import { sentencesOf } from "../ui/fields.js";

const WORDS = {
  welcome_screen: {
    title: say("Welcome screen"), edit: say("Edit welcome screen"), begin: say("Design the welcome screen"),
    gone: say("Welcome screen is out of the design, and stays as it is on the server."),
  },
  onboarding: {
    title: say("Onboarding"), edit: say("Edit onboarding"), begin: say("Design the onboarding"),
    gone: say("Onboarding is out of the design, and stays as it is on the server."),
  },
  automod: {
    title: say("AutoMod"), edit: say("Edit automod"), begin: say("Design the automod"),
    gone: say("AutoMod is out of the design, and stays as it is on the server."),
  },
};

export function Part({ section, teach, begin, children: content }) {
  const words = WORDS[section];
  const value = design.value[section];
  const set = (next, tag) => edit(words.edit, (now) => setSection(now, section, next), tag && `${section}:${tag}`);
  const leave = () => {
    const was = design.peek();
    if (set(null) !== was) tell(words.gone, { action: { label: say("Undo"), run: undo } });
  };
  if (value === null) {
    return html`<h2>${words.title}</h2><div class="empty"><p>${teach}</p><p>${say("The design does not speak about it: what is on the server stays.")}</p>
      ${editableHere.value && html`<button type="button" class="button button-primary" onClick=${() => set(begin())}>${words.begin}</button>`}</div>`;
  }
  const general = problems.value.filter((one) => one.section === section && one.key === null && one.field === null);
  return html`<div class="part-head"><h2>${words.title}</h2>${editableHere.value && html`<button type="button" class="button button-quiet" onClick=${leave}>${say("Leave alone")}</button>`}</div>
    ${sentencesOf(general).map((text) => html`<p class="field-problem">${text}</p>`)}
    ${content(value, set)}`;
}

export const toldOf = (section, field, ...rest) =>
  sentencesOf(about(problems.value, section, null, field).filter((one) => rest.every((part, at) => one.rest[at] === part)));
