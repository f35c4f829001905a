import { html, useEffect, useId, useState } from "../../../lib/html.js";
import { icon } from "../../../lib/icons.js";
import { say } from "../../../lib/say.js";

const fits = (option, query) => option.label.toLowerCase().includes(query.trim().toLowerCase());

/** Options under their groups, in order: `[[group, options], …]`. */
function grouped(options) {
  const groups = new Map();
  for (const option of options) groups.set(option.group ?? "", [...(groups.get(option.group ?? "") ?? []), option]);
  return [...groups];
}

function Option({ option, id, active, onPick }) {
  const off = Boolean(option.why);
  return html`<li
    id=${id}
    role="option"
    class=${active ? "combo-option active" : "combo-option"}
    aria-selected=${active ? "true" : "false"}
    aria-disabled=${off ? "true" : undefined}
    onPointerDown=${(event) => event.preventDefault()}
    onClick=${() => !off && onPick(option)}
  >
    ${option.mark}<span class="combo-label">${option.label}</span>
    ${(option.why || option.hint) && html`<span class="muted dense">${option.why || option.hint}</span>`}
  </li>`;
}

function List({ id, label, options, active, onPick, optionId, none }) {
  if (!options.length) return html`<div class="combo-list"><p class="muted">${none}</p></div>`;
  return html`<div class="combo-list" id=${id} role="listbox" aria-label=${label}>
    ${grouped(options).map(([group, members]) => {
      const items = members.map(
        (option) => html`<${Option} key=${option.id} option=${option} id=${optionId(option)} active=${option.id === active?.id} onPick=${onPick} />`,
      );
      if (!group) return html`<ul role="presentation">${items}</ul>`;
      return html`<ul role="group" aria-label=${group}><li class="combo-group" role="presentation">${group}</li>${items}</ul>`;
    })}
  </div>`;
}

/** The next option that can be picked, from `active` on, in the direction of `step`. */
function neighbour(options, active, step) {
  const open = options.filter((option) => !option.why);
  if (!open.length) return null;
  const at = open.findIndex((option) => option.id === active?.id);
  return at < 0 ? open[step > 0 ? 0 : open.length - 1] : open[(at + step + open.length) % open.length];
}

/**
 * A field that is typed into to find one of `options` ({id, label, mark?, hint?, why?, group?};
 * `why` says why it cannot be picked). With `onQuery` the options come from outside, as typed.
 */
export function Combo({ label, options, onPick, onQuery, placeholder, disabled, none = say("Nothing fits.") }) {
  const base = useId();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(null);
  const shown = onQuery ? options : options.filter((option) => fits(option, query));
  const optionId = (option) => `${base}-${shown.indexOf(option)}`;
  const here = shown.find((option) => option.id === active?.id) ?? null;

  useEffect(() => {
    if (here) document.getElementById(optionId(here))?.scrollIntoView({ block: "nearest" });
  }, [here]);

  const close = () => (setOpen(false), setActive(null));
  const pick = (option) => {
    onPick(option);
    setQuery("");
    onQuery?.("");
    close();
  };
  const typed = (event) => {
    setQuery(event.currentTarget.value);
    setOpen(true);
    setActive(null);
    onQuery?.(event.currentTarget.value);
  };
  const keyed = (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      setOpen(true);
      setActive(neighbour(shown, here, event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && open && here) {
      event.preventDefault();
      pick(here);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      close();
    }
  };
  return html`<div class="combo" onFocusOut=${(event) => !event.currentTarget.contains(event.relatedTarget) && close()}>
    <label for=${`${base}-input`} class="combo-name">${label}</label>
    <div class="combo-field">
      ${icon("search")}
      <input
        id=${`${base}-input`}
        class="input"
        role="combobox"
        aria-expanded=${open ? "true" : "false"}
        aria-controls=${open && shown.length ? `${base}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant=${here ? optionId(here) : undefined}
        autocomplete="off"
        placeholder=${placeholder}
        disabled=${disabled}
        value=${query}
        onInput=${typed}
        onKeyDown=${keyed}
        onClick=${() => setOpen(true)}
      />
    </div>
    ${open &&
    html`<${List} id=${`${base}-list`} label=${label} options=${shown} active=${here} onPick=${pick} optionId=${optionId} none=${none} />`}
  </div>`;
}
