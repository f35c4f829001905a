// Choose through whose eyes to look: one or more roles, or a member.
import { html, useLayoutEffect, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { TargetSearch } from "../access/add_target.js";
import { EVERYONE, roleOf } from "../model/design.js";
import { splitTarget } from "../model/permissions.js";
import { design } from "../state/document.js";
import { viewAs } from "../state/view_as.js";
import "./person.js";

/** Below `at`; the sidebar scrolls and would cut it off, so it stands on the page. */
export function Choices({ at, close }) {
  const popover = useRef(null);
  useLayoutEffect(() => {
    const { style, offsetWidth, offsetHeight } = popover.current, box = at.current.getBoundingClientRect();
    style.left = `${Math.max(8, Math.min(box.left, innerWidth - offsetWidth - 8))}px`;
    style.top = `${Math.min(box.bottom + 4, innerHeight - offsetHeight - 8)}px`;
  }, []);
  const pick = (target, name, member) => {
    const [kind, ref] = splitTarget(target);
    const roles = viewAs.value && !viewAs.value.member ? viewAs.value.roles : [];
    viewAs.value = kind === "member"
      ? { roles: (member?.roles ?? []).map(String), member: { id: ref, name }, owner: member?.owner ?? false }
      : { roles: [...roles.filter((key) => key !== ref), ref], member: null };
    close();
  };
  // What was pressed is gone after it, so the focus goes back to where it came from.
  const choose = (value) => { viewAs.value = value; close(); };
  return html`<div ref=${popover} class="popover view-as-popover">
    <div class="chip-row">
      <button type="button" class="chip-button" aria-pressed=${String(viewAs.value !== null && !viewAs.value.member && viewAs.value.roles.length === 0)}
        onClick=${() => choose({ roles: [], member: null })}>@everyone</button>
      ${viewAs.value?.roles.map((key) => html`<button type="button" key=${key} class="chip-button" aria-label=${say("Without {role}", { role: roleOf(design.value, key)?.name ?? key })}
        onClick=${() => choose({ ...viewAs.value, roles: viewAs.value.roles.filter((one) => one !== key) })}>${roleOf(design.value, key)?.name ?? key} \u2715</button>`)}
      ${viewAs.value && html`<button type="button" class="chip-button" onClick=${() => choose(null)}>${say("Nobody")}</button>`}
    </div>
    <${TargetSearch} label=${say("Role or member")} taken=${taken()} pick=${pick} close=${close} />
  </div>`;
}

const taken = () => Object.fromEntries([EVERYONE, ...(viewAs.value?.roles ?? [])].map((key) => [`role:${key}`, true]));
