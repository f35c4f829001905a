// Renaming in place: Enter keeps, Escape drops, leaving the box keeps.
import { html, useLayoutEffect, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { edit } from "../state/document.js";
import { renaming } from "../state/selection.js";

/**
 * `keep` is the command that renames; `typed` says what becomes of a name while it is typed. One that is too
 * long is kept as well: cutting it would lose its end without a word, and the inspector says by how much.
 */
export function RenameBox({ thing, keep: rename, typed = (name) => name }) {
  const box = useRef(null);
  useLayoutEffect(() => { box.current.focus(); box.current.select(); }, []);
  const leave = (keep) => {
    if (renaming.peek() !== thing.key) return;
    renaming.value = null;
    const name = box.current.value;
    if (keep && name !== thing.name) edit(say("Rename {what}", { what: thing.name }), (design) => rename(design, thing.key, name));
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
    if (event.isComposing) return;
    const { value, selectionStart } = event.target;
    const name = typed(value, thing.type);
    if (name === value) return;
    event.target.value = name;
    event.target.setSelectionRange(selectionStart, selectionStart);
  };
  return html`<input ref=${box} class="rename-box" defaultValue=${thing.name} aria-label=${say("New name for {what}", { what: thing.name })}
    onKeyDown=${onKeyDown} onInput=${onInput}
    onBlur=${() => leave(true)} autocomplete="off" spellcheck=${false} />`;
}
