// The roles from the top to @everyone. Their order decides who can manage whom.
import { html, useLayoutEffect, useMemo, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { bitsOf } from "../model/bits.js";
import { EVERYONE, roleOf } from "../model/design.js";
import { signsOf } from "../model/differences.js";
import { problemCounts } from "../state/checking.js";
import { actual } from "../state/as_left.js";
import { canEdit, changes, design } from "../state/document.js";
import { facts, live, registry } from "../state/page.js";
import { isLimited, mayEdit, mayEditAll, reached } from "../state/reach.js";
import { affected, current, extendTo, query, rename, renaming, select, selected, sheetOpen, toggle } from "../state/selection.js";
import { focusRow } from "../tree/channel_actions.js";
import { rowDrag } from "../tree/drag.js";
import { pickedUp, treeKeyboard } from "../tree/keyboard.js";
import { Icon } from "../ui/icon.js";
import { openMenu } from "../ui/menu.js";
import { byTouch, rowHeight, useWindow } from "../ui/windowed.js";
import { create, duplicate, named, place, remove, shownRoles, step } from "./actions.js";
import { openRoleMove } from "./move.js";
import { RoleRow } from "./row.js";

const DANGEROUS = registry.permissions.filter((one) => one.dangerous).reduce((bits, one) => bits | one.value, 0n);
const show = (key) => { select(key); sheetOpen.value = true; };

function menu(key, at) {
  const keys = affected(key).filter((one) => one !== EVERYONE), one = affected(key).length === 1;
  if (one) select(key);
  const items = [{ label: say("Edit\u2026"), icon: "sliders-horizontal", hint: say("Enter"), run: () => show(key) }];
  if (keys.length && mayEdit("roles", keys)) {
    items.push(...[one && { label: say("Rename"), icon: "pencil", hint: "F2", run: () => rename(key) },
      mayEditAll.peek() && { label: say("Duplicate with its access"), icon: "copy", hint: say("Ctrl D"), run: () => duplicate(keys) },
      ...(mayEditAll.peek() ? [{ label: say("Move to\u2026"), icon: "corner-down-right", run: () => openRoleMove(keys) },
      { label: say("Move up"), icon: "arrow-up", hint: say("Alt \u2191"), run: () => step(keys, -1) },
      { label: say("Move down"), icon: "arrow-down", hint: say("Alt \u2193"), run: () => step(keys, 1) }] : [])].filter(Boolean),
    null, { label: say("Delete {what}", { what: named(keys) }), icon: "trash-2", danger: true, hint: say("Del"), run: () => remove(keys) });
  }
  openMenu({ items, at, label: say("Actions for {what}", { what: named(affected(key)) }) });
}

const adapter = {
  keys: shownRoles, name: (key) => roleOf(design.peek(), key).name, called: named,
  parent: () => null, firstChild: () => null, isOpen: () => false, isClosed: () => false, fold: () => true,
  focus: focusRow, open: show, rename: (key) => { if (key !== EVERYONE) rename(key); }, remove, duplicate, step,
  menu: (key) => menu(key, document.getElementById(`row-${key}`)), editable: () => mayEdit("roles", affected(current.peek())),
};

const dragging = {
  keysFor: (key) => affected(key).filter((one) => one !== EVERYONE),
  label: named,
  targetAt: (key, part, keys) => {
    if (!keys.length) return null;
    if (key === EVERYONE || part < 0.5) return { line: "above", of: key, before: key === EVERYONE ? null : key };
    const roles = design.peek().roles, next = roles[roles.findIndex((role) => role.key === key) + 1];
    return { line: "below", of: key, before: next.key === EVERYONE ? null : next.key };
  },
  drop: (keys, target) => { place(keys, target.before); current.value = keys[0]; },
  editable: () => mayEditAll.peek() && !renaming.peek(),
};

export function RoleList() {
  const root = useRef(null);
  const onKeyDown = useMemo(() => treeKeyboard(adapter), []);
  useLayoutEffect(() => rowDrag(root.current, dragging), []);
  const wanted = query.value.trim().toLowerCase();
  const roles = design.value.roles.filter((role) => role.name.toLowerCase().includes(wanted));
  const tabstop = roles.some((role) => role.key === current.value) ? current.value : roles[0]?.key;
  const shown = useWindow(root, roles.map(rowHeight));
  const signs = signsOf(changes.value, "roles");
  const botTop = design.value.roles.findIndex((role) => role.key === live.value?.facts?.bot_top_role);
  const aboveBot = new Set(design.value.roles.slice(0, botTop + 1).map((role) => role.key));
  return html`<div class="designer-scroll" data-scroller>
    <p class="list-hint">${say("Higher roles stand above lower ones: members can manage only roles below their own.")}</p>
    <div ref=${root} role="tree" class="tree role-tree" aria-label=${say("Roles")} aria-multiselectable="true" onKeyDown=${onKeyDown}
        onClick=${onClick} onDblClick=${onDoubleClick} onContextMenu=${onContextMenu} onFocusIn=${onFocus}
        style=${{ height: `${shown.total}px` }}>
      ${roles.map((role, at) => ((at >= shown.from && at < shown.to) || role.key === tabstop) && html`<${RoleRow} key=${role.key} top=${shown.tops[at]} role=${role} posinset=${at + 1} setsize=${roles.length}
        chosen=${selected.value.has(role.key)} tabstop=${role.key === tabstop} renaming=${renaming.value === role.key}
        held=${pickedUp.value.has(role.key)} problems=${problemCounts.value.get(`roles:${role.key}`) ?? 0} sign=${signs.get(role.key) ?? ""}
        members=${facts.value[role.key]?.members ?? null} managed=${facts.value[role.key]?.managed ?? false}
        aboveBot=${aboveBot.has(role.key) && !facts.value[role.key]?.managed} powerful=${(bitsOf(roleOf(actual.value, role.key).permissions) & DANGEROUS) !== 0n} editable=${canEdit.value}
        beyond=${isLimited && canEdit.value && !reached("roles", role.key)} grip=${mayEditAll.value && byTouch.value} />`)}
      ${roles.length === 0 && html`<p class="tree-none">${say("No role is called that.")}</p>`}</div>
    ${mayEditAll.value && html`<div class="tree-foot"><button type="button" class="button button-quiet" onClick=${create}><${Icon} name="plus" />${say("Role")}</button></div>`}
  </div>`;
}

function onClick(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (!key || event.target.closest("input")) return;
  const button = event.target.closest("[data-menu]");
  if (button) menu(key, button);
  else if (event.shiftKey) extendTo(key, shownRoles());
  else if (event.ctrlKey || event.metaKey) toggle(key);
  else show(key);
}

function onDoubleClick(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (key && key !== EVERYONE && mayEdit("roles", [key]) && !event.target.closest("button, input")) rename(key);
}

function onContextMenu(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (!key || event.target.closest("input")) return;
  event.preventDefault();
  menu(key, { x: event.clientX, y: event.clientY });
}

function onFocus(event) {
  if (event.target.matches("[data-key]")) current.value = event.target.dataset.key;
}
