// Choose through whose eyes to look: one or more roles, or a member.
import { html, useLayoutEffect, useRef, useState } from "../../lib/html.js";
import { TargetSearch } from "../access/add_target.js";
import { EVERYONE, roleOf } from "../model/design.js";
import { splitTarget } from "../model/permissions.js";
import { design } from "../state/document.js";
import { Icon } from "../ui/icon.js";
import { viewAs, viewTitle } from "./person.js";

export function ViewAsPicker() {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  useLayoutEffect(() => {
    if (!open) return undefined;
    const outside = (event) => { if (!root.current?.contains(event.target)) setOpen(false); };
    addEventListener("pointerdown", outside, true);
    return () => removeEventListener("pointerdown", outside, true);
  }, [open]);
  // The sidebar scrolls and would cut it off, so it stands on the page and not in the sidebar.
  useLayoutEffect(() => {
    const popover = root.current.querySelector(".popover"), box = root.current.getBoundingClientRect();
    if (!popover) return;
    popover.style.left = `${Math.max(8, Math.min(box.left, innerWidth - popover.offsetWidth - 8))}px`;
    popover.style.top = `${Math.min(box.bottom + 4, innerHeight - popover.offsetHeight - 8)}px`;
  }, [open]);
  const close = () => { setOpen(false); root.current.querySelector("button").focus(); };
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
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || !open) return;
    close();
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="view-as" ref=${root} onKeyDown=${onKeyDown}>
    <button type="button" class=${`view-as-button${viewAs.value ? " is-on" : ""}`} aria-expanded=${String(open)} onClick=${() => setOpen(!open)}>
      <${Icon} name="eye" /><span>View as: ${viewAs.value ? viewTitle() : "nobody"}</span><${Icon} name="chevron-down" /></button>
    ${open && html`<div class="popover view-as-popover">
      <div class="chip-row">
        <button type="button" class="chip-button" aria-pressed=${String(viewAs.value !== null && !viewAs.value.member && viewAs.value.roles.length === 0)}
          onClick=${() => choose({ roles: [], member: null })}>@everyone</button>
        ${viewAs.value?.roles.map((key) => html`<button type="button" key=${key} class="chip-button" aria-label=${`Without ${roleOf(design.value, key)?.name ?? key}`}
          onClick=${() => choose({ ...viewAs.value, roles: viewAs.value.roles.filter((one) => one !== key) })}>${roleOf(design.value, key)?.name ?? key} \u2715</button>`)}
        ${viewAs.value && html`<button type="button" class="chip-button" onClick=${() => choose(null)}>Nobody</button>`}
      </div>
      <${TargetSearch} label="Role or member" taken=${taken()} pick=${pick} close=${close} />
    </div>`}
  </div>`;
}

const taken = () => Object.fromEntries([EVERYONE, ...(viewAs.value?.roles ?? [])].map((key) => [`role:${key}`, true]));
