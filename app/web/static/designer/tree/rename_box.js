// Renaming in place: Enter keeps, Escape drops, leaving the box keeps.
import { html, useLayoutEffect, useRef } from "../../lib/html.js";
import { typedChannelName } from "../model/names.js";
import { renameChannel } from "../model/commands/channels.js";
import { renameRole } from "../model/commands/roles.js";
import { edit } from "../state/document.js";
import { renaming } from "../state/selection.js";
import { limits } from "../state/page.js";

export function RenameBox({ thing, kind }) {
  const box = useRef(null);
  useLayoutEffect(() => { box.current.focus(); box.current.select(); }, []);
  const leave = (keep) => {
    if (renaming.peek() !== thing.key) return;
    renaming.value = null;
    const name = box.current.value;
    const rename = kind === "roles" ? renameRole : renameChannel;
    if (keep && name !== thing.name) edit(`Rename ${thing.name}`, (design) => rename(design, thing.key, name));
    if (document.activeElement === box.current) document.getElementById(`row-${thing.key}`)?.focus();
  };
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.key === "Enter") leave(true);
    else if (event.key === "Escape") leave(false);
    else return;
    event.preventDefault();
  };
  const onInput = (event) => {
    if (kind !== "channels" || event.isComposing) return;
    const { value, selectionStart } = event.target;
    const typed = typedChannelName(value, thing.type);
    if (typed === value) return;
    event.target.value = typed;
    event.target.setSelectionRange(selectionStart, selectionStart);
  };
  return html`<input ref=${box} class="rename-box" defaultValue=${thing.name} aria-label=${`New name for ${thing.name}`}
    maxlength=${kind === "roles" ? limits.role_name : limits.channel_name} onKeyDown=${onKeyDown} onInput=${onInput}
    onBlur=${() => leave(true)} autocomplete="off" spellcheck=${false} />`;
}
