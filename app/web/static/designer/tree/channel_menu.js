// What the menu of a channel or category offers.
import { channelOf, isCategory } from "../model/design.js";
import { isSynced, pasteAccess, syncToCategory } from "../model/commands/access.js";
import { clipboard, copyAccess } from "../access/clipboard.js";
import { design, edit } from "../state/document.js";
import { isMovable, mayAddTo } from "../state/reach.js";
import { affected, rename, select } from "../state/selection.js";
import { openMenu } from "../ui/menu.js";
import { TYPES, typeHint, typeIcon, typeWord } from "../ui/icon.js";
import { create, duplicate, named, remove, step } from "./channel_actions.js";

/** On its way while somebody reads the menu. */
const moving = () => import("./move_menu.js");

export function openChannelMenu(key, at, editable, showInspector) {
  const channel = channelOf(design.peek(), key);
  const keys = affected(key);
  if (keys.length === 1) select(key);
  const one = keys.length === 1, movable = keys.every(isMovable);
  if (editable) moving();
  const items = [{ label: "Edit\u2026", icon: "sliders-horizontal", hint: "Enter", run: () => showInspector(key) }];
  if (editable) {
    items.push(
      one && { label: "Rename", icon: "pencil", hint: "F2", run: () => rename(key) },
      movable && { label: "Duplicate", icon: "copy", hint: "Ctrl D", run: () => duplicate(keys) },
      movable && { label: "Move to\u2026", icon: "corner-down-right", run: async () => (await moving()).openMoveTo(keys) },
      movable && { label: "Move up", icon: "arrow-up", hint: "Alt \u2191", run: () => step(keys, -1) },
      movable && { label: "Move down", icon: "arrow-down", hint: "Alt \u2193", run: () => step(keys, 1) },
      null,
      one && { label: "Copy access", icon: "clipboard-paste", run: () => copyAccess(channel) },
      clipboard.value && { label: `Paste access of ${clipboard.value.name}`, icon: "clipboard-paste",
        run: () => edit(`Paste access into ${named(keys)}`, (now) => pasteAccess(now, keys, clipboard.value.access, { replace: true })) },
      syncable(keys) && { label: "Sync access with category", icon: "refresh-cw",
        run: () => edit(`Sync ${named(keys)}`, (now) => syncToCategory(now, keys)) },
      null,
      isCategory(channel) && one && mayAddTo(key) && { label: "Add a channel\u2026", icon: "plus", run: () => openAddMenu(at, key) },
      { label: isCategory(channel) && one ? "Delete, keep its channels" : `Delete ${one ? "" : `${keys.length} channels`}`.trim(),
        icon: "trash-2", danger: true, hint: "Del", run: () => remove(keys) },
      isCategory(channel) && one && { label: "Delete with its channels", icon: "trash-2", danger: true,
        run: () => remove(keys, { withChildren: true }) },
    );
  }
  openMenu({ items: items.filter((item) => item !== false && item !== undefined && !(item === null && !editable)), at, label: `Actions for ${named(keys)}` });
}

const syncable = (keys) => keys.some((key) => isSynced(design.peek(), channelOf(design.peek(), key)) === false);

export function openAddMenu(at, parent) {
  const where = parent === undefined ? undefined : parent;
  openMenu({
    at, label: "Add a channel",
    items: TYPES.map((type) => ({
      label: `${typeWord(type)[0].toUpperCase()}${typeWord(type).slice(1)} channel`, icon: typeIcon(type),
      title: typeHint(type), run: () => create(type, where),
    })),
  });
}
