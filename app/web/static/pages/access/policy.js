import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { useDoing } from "../parts/doing.js";
import { may, ofGuild } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { TWO_PERSON } from "./words.js";

/** What the people of the server agreed on. */
export function Policy({ access, reload }) {
  const [run, doing] = useDoing();
  const [form, set] = useState(access.policy);
  const disabled = !may("manage_access") || doing.busy;
  const changed = form.two_person_from !== access.policy.two_person_from || form.default_managers !== access.policy.default_managers;
  const save = (event) => {
    event.preventDefault();
    run(async () => {
      await api.put(ofGuild("/policy"), { two_person_from: form.two_person_from, default_managers: form.default_managers });
      toast(say("The policy holds from now on."));
      await reload();
    });
  };
  return html`<form class="panel panel-body" onSubmit=${save} aria-labelledby="policy-heading">
    <h2 id="policy-heading">${say("Policy")}</h2>
    <div class="field">
      <label for="two-person">${say("A second person must agree to a plan")}</label>
      <select
        id="two-person"
        class="select"
        disabled=${disabled}
        value=${form.two_person_from ?? ""}
        onChange=${(event) => set({ ...form, two_person_from: event.currentTarget.value || null })}
      >
        ${TWO_PERSON.map(([risk, text]) => html`<option value=${risk}>${say(text)}</option>`)}
      </select>
    </div>
    <label class="check">
      <input type="checkbox" disabled=${disabled} checked=${form.default_managers} onChange=${(event) => set({ ...form, default_managers: event.currentTarget.checked })} />
      <span>${say("Everybody with Manage Server holds every right here")}</span>
    </label>
    ${!form.default_managers && html`<p class="hint">${say("Then only the owner, administrators and those with a grant can do anything here.")}</p>`}
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <div class="buttons"><button type="submit" class="button" disabled=${disabled || !changed}>${say("Save the policy")}</button></div>
  </form>`;
}
