// "Move to…": the way to move things without dragging, on phones and for everybody else.
import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { categoriesOf, channelOf, indexOf, isCategory } from "../model/design.js";
import { groupOf } from "../model/commands/placing.js";
import { design } from "../state/document.js";
import { openDialog } from "../ui/dialog_host.js";
import { named, place } from "./channel_actions.js";

export function openMoveTo(keys) {
  openDialog(say("Move {what}", { what: named(keys) }), MoveTo, { props: { keys } });
}

function MoveTo({ keys, close }) {
  const document_ = design.value;
  const first = channelOf(document_, keys[0]);
  const categories = isCategory(first);
  const [into, setInto] = useState(first.parent ?? "");
  const [before, setBefore] = useState("");
  const others = categories
    ? categoriesOf(document_).filter((one) => !keys.includes(one.key))
    : groupOf(document_, into || null, first).filter((key) => !keys.includes(key)).map((key) => channelOf(document_, key));
  const move = (event) => {
    event.preventDefault();
    close();
    place(keys, { into: categories ? null : into || null, before: before || null, categories });
  };
  const choose = (event) => { setInto(event.target.value); setBefore(""); };
  return html`<form class="dialog-body stack" onSubmit=${move}>
    ${!categories && html`<label class="field"><span class="field-label">${say("Category")}</span>
      <select class="input" value=${into} onChange=${choose} autofocus>
        <option value="">${say("No category")}</option>
        ${categoriesOf(document_).map((one) => html`<option value=${one.key}>${one.name} (${countIn(document_, one.key)})</option>`)}
      </select></label>`}
    <label class="field"><span class="field-label">${say("Place")}</span>
      <select class="input" value=${before} onChange=${(event) => setBefore(event.target.value)}>
        ${others.map((one) => html`<option value=${one.key}>${say("Above {name}", { name: one.name })}</option>`)}
        <option value="">${say("At the end")}</option>
      </select></label>
    <footer class="dialog-buttons"><button type="button" class="button" onClick=${close}>${say("Cancel")}</button>
      <button type="submit" class="button button-primary">${say("Move")}</button></footer>
  </form>`;
}

const countIn = (document_, key) => indexOf(document_).children.get(key).length;
