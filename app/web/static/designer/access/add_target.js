// Add a role, or a member found by name.
import { drawNow, html, useEffect, useId, useLayoutEffect, useRef, useState } from "../../lib/html.js";
import { say, sayCounted } from "../../lib/say.js";
import { EVERYONE } from "../model/design.js";
import { addTargets } from "../model/commands/access.js";
import { design, edit } from "../state/document.js";
import { Icon } from "../ui/icon.js";
import { RoleDot } from "../ui/role_dot.js";
import { searchMembers } from "./members.js";

const PAUSE_MS = 250, MOST = 8;

export function AddTarget({ channel, onAdded }) {
  const [open, setOpen] = useState(false);
  const button = useRef(null);
  const add = (target, name) => {
    edit(say("Add {who} to {what}", { who: name, what: channel.name }), (now) => addTargets(now, [channel.key], [target]));
    setOpen(false);
    onAdded(target);
  };
  const close = () => { setOpen(false); drawNow(); button.current?.focus(); };
  if (!open) {
    return html`<button type="button" ref=${button} class="button button-quiet" onClick=${() => setOpen(true)}><${Icon} name="plus" />${say("Role or member")}</button>`;
  }
  return html`<${TargetSearch} label=${say("Role or member")} taken=${channel.access} pick=${add} close=${close} />`;
}

/** A search over roles of the design and members of the server. `pick(target, name)`. */
export function TargetSearch({ label, taken = {}, pick, close }) {
  const [query, setQuery] = useState("");
  const [members, setMembers] = useState([]);
  const [state, setState] = useState("");
  const id = useId();
  const box = useRef(null);
  useLayoutEffect(() => box.current.focus(), []);
  useEffect(() => {
    if (query.trim().length < 2) return setMembers([]), undefined;
    let current = true;
    setState(say("Searching members\u2026"));
    const timer = setTimeout(() => searchMembers(query.trim()).then(
      (found) => current && (setMembers(found), setState(found.length ? "" : say("No member is called that."))),
      (error) => current && setState(error.detail ?? say("Members cannot be searched just now.")),
    ), PAUSE_MS);
    return () => { current = false; clearTimeout(timer); };
  }, [query]);
  const wanted = query.trim().toLowerCase();
  const roles = design.value.roles.filter((role) => role.key !== EVERYONE && !taken[`role:${role.key}`]
    && role.name.toLowerCase().includes(wanted));
  const onKeyDown = (event) => {
    const entries = [...event.currentTarget.querySelectorAll("input, .pick-list button")];
    const at = entries.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") entries[Math.min(at + 1, entries.length - 1)]?.focus();
    else if (event.key === "ArrowUp") entries[Math.max(at - 1, 0)]?.focus();
    else if (event.key === "Enter" && at === 0) entries[1]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="pick" onKeyDown=${onKeyDown}>
    <div class="pick-head"><label for=${id} class="visually-hidden">${label}</label>
      <input id=${id} ref=${box} class="input" type="search" placeholder=${say("Search roles and members")} value=${query}
        onInput=${(event) => setQuery(event.target.value)} />
      <button type="button" class="icon-button" aria-label=${say("Close")} onClick=${close}><${Icon} name="x" /></button></div>
    <ul class="pick-list">
      ${roles.slice(0, MOST).map((role) => html`<li key=${role.key}><button type="button" onClick=${() => pick(`role:${role.key}`, role.name)}>
        <${RoleDot} colors=${role.colors} />${role.name}</button></li>`)}
      ${roles.length > MOST && html`<li class="field-hint">${sayCounted(roles.length - MOST, "{number} more role: type to narrow.", "{number} more roles: type to narrow.")}</li>`}
      ${members.filter((one) => !taken[`member:${one.id}`]).map((one) => html`<li key=${one.id}><button type="button"
        onClick=${() => pick(`member:${one.id}`, one.name, one)}><${Icon} name="user" />${one.name}</button></li>`)}
      ${state && html`<li class="field-hint" role="status">${state}</li>`}
    </ul></div>`;
}
