// The channel tree: the server drawn as Discord draws it, to be moved about by mouse, touch and keyboard.
import { html, useLayoutEffect, useMemo, useRef } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { bitsOf } from "../model/bits.js";
import { channelOf, EVERYONE, indexOf, isCategory } from "../model/design.js";
import { signsOf } from "../model/differences.js";
import { problemCounts } from "../state/checking.js";
import { actual, isKnown } from "../state/as_left.js";
import { canEdit, changes, design } from "../state/document.js";
import { registry } from "../state/page.js";
import { tell } from "../state/notice.js";
import { isLimited, isMovable, mayAddTo, mayEdit, reached } from "../state/reach.js";
import {
  affected, collapsed, current, extendTo, query, rename, renaming, select, selected, sheetOpen, toggle, toggleCollapsed,
} from "../state/selection.js";
import { hideUnseen, sight } from "../state/view_as.js";
import { duplicate, focusRow, named, place, remove, shownKeys, step } from "./channel_actions.js";
import { rowDrag } from "./drag.js";
import { dropTarget } from "./drop_targets.js";
import { pickedUp, treeKeyboard } from "./keyboard.js";
import { Row } from "./row.js";
import { rowsOf } from "./rows.js";
import { later } from "../ui/lazy.js";
import { byTouch, rowHeight, useWindow } from "../ui/windowed.js";

const [VIEW, ADMINISTRATOR] = ["VIEW_CHANNEL", "ADMINISTRATOR"].map((name) => registry.byName.get(name).value);
const CATEGORY_GAP = 10;
const mayChange = (key) => mayEdit("channels", affected(key));
const showInspector = (key) => { select(key); sheetOpen.value = true; };

const menus = later(() => import("./channel_menu.js"));
const NO_MENU = say("The menu could not be loaded. Check your connection, then try again.");
const withMenus = (open) => menus(open, () => tell(NO_MENU, { kind: "error" }));
const openChannelMenu = (key, at) => withMenus((menu) => menu.openChannelMenu(key, at, mayChange(key), showInspector));
export const openAddMenu = (at, parent) => withMenus((menu) => menu.openAddMenu(at, parent));

const adapter = {
  keys: shownKeys,
  name: (key) => channelOf(design.peek(), key).name,
  called: named,
  parent: (key) => channelOf(design.peek(), key)?.parent,
  firstChild: (key) => indexOf(design.peek()).children.get(key)?.[0],
  isOpen: (key) => isCategory(channelOf(design.peek(), key) ?? {}) && !collapsed.peek().has(key),
  isClosed: (key) => collapsed.peek().has(key),
  fold: (key, closed) => { toggleCollapsed(key, closed); return true; },
  focus: focusRow,
  open: showInspector,
  rename, remove, duplicate, step,
  menu: (key) => openChannelMenu(key, document.getElementById(`row-${key}`)),
  editable: () => mayChange(current.peek()),
};

const dragging = {
  keysFor: (key) => {
    const category = isCategory(channelOf(design.peek(), key));
    return affected(key).filter((one) => isCategory(channelOf(design.peek(), one)) === category);
  },
  label: named,
  targetAt: (key, part, keys) => dropTarget(design.peek(), key, part, keys, collapsed.peek()),
  drop: (keys, target) => { place(keys, target); current.value = keys[0]; },
  editable: (key) => isMovable(key) && !renaming.peek(),
};

export function Tree() {
  const root = useRef(null);
  const onKeyDown = useMemo(() => treeKeyboard(adapter), []);
  useLayoutEffect(() => rowDrag(root.current, dragging), []);
  const document_ = design.value;
  let rows = rowsOf(document_, collapsed.value, query.value);
  if (hideUnseen.value) rows = rows.filter((row) => sight.value.get(row.channel.key) !== "hidden");
  const keys = rows.map((row) => row.channel.key);
  const tabstop = keys.includes(current.value) ? current.value : keys[0];
  const shown = useWindow(root, rows.map((row) => rowHeight() + (isCategory(row.channel) ? CATEGORY_GAP : 0)));
  const drawn = rows.map((row, at) => ({ ...row, at })).filter(({ at, channel }) =>
    (at >= shown.from && at < shown.to) || channel.key === tabstop);
  const signs = signsOf(changes.value, "channels");
  const everyone = isKnown("roles", EVERYONE) ? bitsOf(indexOf(actual.value).roles.get(EVERYONE)?.permissions ?? "0") : VIEW;
  return html`<div ref=${root} role="tree" class="tree" aria-label=${say("Channels")} aria-multiselectable="true"
      onKeyDown=${onKeyDown} onClick=${onClick} onDblClick=${onDoubleClick} onContextMenu=${onContextMenu}
      onFocusIn=${onFocus} style=${{ height: `${shown.total}px` }}>
    ${drawn.map(({ channel, level, posinset, setsize, expanded, at }) => html`<${Row} key=${channel.key}
      top=${shown.tops[at] + (isCategory(channel) ? CATEGORY_GAP : 0)} channel=${channel} level=${level} posinset=${posinset} setsize=${setsize} expanded=${expanded}
      chosen=${selected.value.has(channel.key)} tabstop=${channel.key === tabstop}
      renaming=${renaming.value === channel.key} held=${pickedUp.value.has(channel.key)}
      problems=${problemCounts.value.get(`channels:${channel.key}`) ?? 0} sign=${signs.get(channel.key) ?? ""}
      seen=${sight.value.get(channel.key) ?? ""} hidden=${isPrivate(channel, everyone)} editable=${canEdit.value && mayAddTo(channel.key)} beyond=${isLimited && canEdit.value && !reached("channels", channel.key)}
      grip=${byTouch.value && isMovable(channel.key)} />`)}
    ${rows.length === 0 && query.value && html`<p class="tree-none">${say("No channel is called that.")}</p>`}
  </div>`;
}

/** What is not known is not called private. */
function isPrivate(channel, everyone) {
  if (!isKnown("channels", channel.key)) return false;
  const own = channelOf(actual.value, channel.key).access[`role:${EVERYONE}`];
  const bits = own ? (everyone & ~bitsOf(own.deny)) | bitsOf(own.allow) : everyone;
  return !(bits & (VIEW | ADMINISTRATOR));
}

function onClick(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (!key || event.target.closest("input")) return;
  const menu = event.target.closest("[data-menu]"), add = event.target.closest("[data-add]");
  if (menu) openChannelMenu(key, menu);
  else if (add) openAddMenu(add, key);
  else if (event.target.closest("[data-twist]")) toggleCollapsed(key);
  else if (event.shiftKey) extendTo(key, shownKeys());
  else if (event.ctrlKey || event.metaKey) toggle(key);
  else showInspector(key);
}

function onDoubleClick(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (key && mayChange(key) && !event.target.closest("button, input, [data-twist]")) rename(key);
}

function onContextMenu(event) {
  const key = event.target.closest("[data-key]")?.dataset.key;
  if (!key || event.target.closest("input")) return;
  event.preventDefault();
  openChannelMenu(key, { x: event.clientX, y: event.clientY });
}

function onFocus(event) {
  if (event.target.matches("[data-key]")) current.value = event.target.dataset.key;
}
