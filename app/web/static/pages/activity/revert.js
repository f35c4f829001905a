import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { newKey, useDoing } from "../parts/doing.js";
import { ofGuild, pageOf } from "../parts/place.js";
import { Problem } from "../parts/problem.js";

const LONGEST = 500;

function send({ method, path, body }, message) {
  const sent = message === null ? body : { ...body, message: message.trim() };
  if (method === "delete") return api.delete(ofGuild(path));
  if (method === "put") return api.put(ofGuild(path), sent);
  return api.post(ofGuild(path), sent, { idempotencyKey: newKey() });
}

function Message({ id, value, onInput }) {
  return html`<div class="field">
    <label for=${id}>${say("Message")}</label>
    <input id=${id} class="input" maxlength=${LONGEST} value=${value} onInput=${(event) => onInput(event.currentTarget.value)} />
  </div>`;
}

/** The button that undoes an entry, and the question before it. `about` is what it undoes. */
export function Revert({ way, about, reload }) {
  const [run, doing] = useDoing();
  const [asking, ask] = useState(false);
  const [message, setMessage] = useState(way.message ? way.body.message : null);
  const close = () => (ask(false), doing.clear());
  const go = () =>
    run(async () => {
      const answer = await send(way, message);
      if (way.leads) return location.assign(pageOf(`/plans/${answer.hash}`));
      ask(false);
      toast(way.done(answer));
      return reload();
    });
  return html`<button type="button" class="button button-small" aria-label=${say("{button}, to undo: {what}", { button: way.label, what: about })} onClick=${() => ask(true)}>
      ${icon("undo-2")}${way.label}
    </button>
    ${asking &&
    html`<${Confirm} title=${way.title} action=${way.action} danger=${way.danger} busy=${doing.busy} onYes=${go} onNo=${close}>
      <p>${way.text}</p>
      ${way.message && html`<${Message} id="revert-message" value=${message} onInput=${setMessage} />`}
      ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <//>`}`;
}
