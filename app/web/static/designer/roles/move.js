// "Move to…" for roles: above which one.
import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { EVERYONE } from "../model/design.js";
import { design } from "../state/document.js";
import { openDialog } from "../ui/dialog_host.js";
import { named, place } from "./actions.js";

export const openRoleMove = (keys) => openDialog(say("Move {what}", { what: named(keys) }), MoveRole, { props: { keys } });

function MoveRole({ keys, close }) {
  const [before, setBefore] = useState(EVERYONE);
  const move = (event) => {
    event.preventDefault();
    close();
    place(keys, before === EVERYONE ? null : before);
  };
  return html`<form class="dialog-body stack" onSubmit=${move}><label class="field"><span class="field-label">${say("Place")}</span>
    <select class="input" autofocus value=${before} onChange=${(event) => setBefore(event.target.value)}>
      ${design.value.roles.filter((role) => !keys.includes(role.key)).map((role) => html`<option key=${role.key} value=${role.key}>${say("Above {name}", { name: role.name })}</option>`)}</select></label>
    <footer class="dialog-buttons"><button type="button" class="button" onClick=${close}>${say("Cancel")}</button><button type="submit" class="button button-primary">${say("Move")}</button></footer></form>`;
}
