import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { Confirm } from "../parts/confirm.js";
import { newKey, useDoing } from "../parts/doing.js";
import { may, ofGuild, place } from "../parts/place.js";
import { MemberPicker } from "../parts/pickers/members.js";
import { RoleDot, RolePicker } from "../parts/pickers/roles.js";
import { Picture } from "../parts/pictures.js";
import { Problem } from "../parts/problem.js";
import { Objects } from "./objects.js";
import { Term } from "./term.js";
import { inARow } from "../../lib/words.js";
import { endOf, isTerm, RIGHTS, rightName } from "./words.js";

const NOBODY = { subject: null, rights: new Set(["view"]), objects: [], term: { term: "", day: "" }, note: "" };

function Subject({ subject, roles, onChange, disabled }) {
  const [kind, setKind] = useState("role");
  if (subject) {
    const mark = subject.kind === "role" ? html`<${RoleDot} color=${subject.color} />` : html`<${Picture} person=${subject.person} />`;
    return html`<p class="picked"><span class="label">${say("Who")}</span>${mark}<b>${subject.label}</b>
      <button type="button" class="button button-quiet button-small" disabled=${disabled} onClick=${() => onChange(null)}>${say("Change")}</button></p>`;
  }
  return html`<fieldset disabled=${disabled}>
    <legend>${say("Who")}</legend>
    <label class="check"><input type="radio" name="kind" checked=${kind === "role"} onChange=${() => setKind("role")} /><span>${say("Everybody with a role")}</span></label>
    <label class="check"><input type="radio" name="kind" checked=${kind === "user"} onChange=${() => setKind("user")} /><span>${say("One member")}</span></label>
    ${kind === "role"
      ? html`<${RolePicker} roles=${roles} onPick=${(role) => onChange({ kind, id: role.id, label: `@${role.name.replace(/^@/, "")}`, color: role.color })} />`
      : html`<${MemberPicker} onPick=${(person) => onChange({ kind, id: person.id, label: person.display_name, person })} />`}
  </fieldset>`;
}

function Rights({ rights, onChange, disabled }) {
  const toggle = (right, on) => {
    const next = new Set(rights);
    on ? next.add(right) : next.delete(right);
    onChange(next);
  };
  return html`<fieldset disabled=${disabled}>
    <legend>${say("Rights")}</legend>
    ${RIGHTS.map(
      ([right, name, meaning]) => html`<label class="check right">
        <input
          type="checkbox"
          checked=${right === "view" ? rights.size > 0 : rights.has(right)}
          disabled=${!may(right) || (right === "view" && rights.size > 1)}
          onChange=${(event) => toggle(right, event.currentTarget.checked)}
        />
        <span><b>${say(name)}</b> <span class="muted dense">${may(right) ? say(meaning) : say("You do not hold this yourself")}</span></span>
      </label>`,
    )}
  </fieldset>`;
}

function missing({ subject, rights }) {
  if (!subject) return say("Choose who first.");
  return rights.size ? say("Choose the last day.") : say("Choose a right.");
}

/** @everyone has the id of the server. Who may look at most changes nothing. */
const concernsEverybody = ({ subject, rights }) => subject.kind === "role" && subject.id === place.guild && [...rights].some((right) => right !== "view");

function Everybody({ form, busy, onYes, onNo }) {
  const rights = inARow(RIGHTS.filter(([right]) => form.rights.has(right)).map(([right]) => rightName(right)));
  return html`<${Confirm} title=${say("Give these rights to everybody on this server?")} action=${say("Give everybody these rights")} danger=${true} busy=${busy} onYes=${onYes} onNo=${onNo}>
    <p>${say("Every member would hold these rights here: {rights}. So would whoever joins later. Choose a smaller role if only some are meant.", { rights })}</p>
  <//>`;
}

/** The form that gives a role or a member rights. What was typed stays when it is refused. */
export function Give({ access, design, reload }) {
  const [run, doing] = useDoing();
  const [form, set] = useState(NOBODY);
  const [asking, ask] = useState(false);
  const disabled = !may("manage_access") || doing.busy;
  const ready = form.subject && form.rights.size > 0 && isTerm(form.term);
  const submit = (event) => {
    event.preventDefault();
    concernsEverybody(form) ? ask(true) : give();
  };
  const give = (confirmed = false) => {
    ask(false);
    run(async () => {
      const { subject, term } = form;
      const body = {
        subject: { kind: subject.kind, id: subject.id },
        rights: [...form.rights],
        objects: form.objects.map((one) => one.object),
        expires_at: endOf(term.term, term.day),
        note: form.note.trim(),
        confirm_everyone: confirmed,
      };
      await api.post(ofGuild("/grants"), body, { idempotencyKey: newKey() });
      toast(say("{who} has these rights now.", { who: subject.label }));
      set(NOBODY);
      await reload();
    });
  };
  return html`<form class="give panel panel-body" onSubmit=${submit} aria-labelledby="give-heading">
    <h2 id="give-heading">${say("Give rights")}</h2>
    <${Subject} subject=${form.subject} roles=${access.roles} disabled=${disabled} onChange=${(subject) => set({ ...form, subject })} />
    <${Rights} rights=${form.rights} disabled=${disabled} onChange=${(rights) => set({ ...form, rights })} />
    <${Objects} design=${design} objects=${form.objects} disabled=${disabled} onChange=${(objects) => set({ ...form, objects })} />
    <div class="pair">
      <${Term} value=${form.term} disabled=${disabled} onChange=${(term) => set({ ...form, term })} />
      <div class="field">
        <label for="note">${say("Note")} <span class="muted">${say("(optional)")}</span></label>
        <input id="note" class="input" maxlength="500" disabled=${disabled} value=${form.note} onInput=${(event) => set({ ...form, note: event.currentTarget.value })} />
      </div>
    </div>
    ${asking && html`<${Everybody} form=${form} busy=${doing.busy} onYes=${() => give(true)} onNo=${() => ask(false)} />`}
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <div class="buttons">
      <button type="submit" class="button button-primary" disabled=${disabled || !ready}>${icon("user-plus")}${form.subject ? say("Give {who} these rights", { who: form.subject.label }) : say("Give rights")}</button>
      ${!ready && html`<span class="hint">${missing(form)}</span>`}
    </div>
  </form>`;
}
