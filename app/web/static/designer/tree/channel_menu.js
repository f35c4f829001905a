// What the menu of a channel or category offers.
import { say } from "../../lib/say.js";
import { capital, channels } from "../../lib/words.js";
import { channelOf, isCategory } from "../model/design.js";
import { isSynced, pasteAccess, syncToCategory } from "../model/commands/access.js";
import { clipboard, copyAccess } from "../access/clipboard.js";
import { design, edit } from "../state/document.js";
import { isMovable, mayAddTo } from "../state/reach.js";
import { affected, rename, select } from "../state/selection.js";
import { openMenu } from "../ui/menu.js";
import { TYPES, typeIcon, typeName } from "../ui/icon.js";
import { create, duplicate, named, remove, step } from "./channel_actions.js";

/** On its way while somebody reads the menu. */
const moving = () => import("./move_menu.js");

export function openChannelMenu(key, at, editable, showInspector) {
  const channel = channelOf(design.peek(), key);
  const keys = affected(key);
  if (keys.length === 1) select(key);
  const one = keys.length === 1, movable = keys.every(isMovable);
  if (editable) moving();
  const items = [{ label: say("Edit\u2026"), icon: "sliders-horizontal", hint: say("Enter"), run: () => showInspector(key) }];
  if (editable) {
    items.push(
      one && { label: say("Rename"), icon: "pencil", hint: "F2", run: () => rename(key) },
      movable && { label: say("Duplicate"), icon: "copy", hint: say("Ctrl D"), run: () => duplicate(keys) },
      movable && { label: say("Move to\u2026"), icon: "corner-down-right", run: async () => (await moving()).openMoveTo(keys) },
      movable && { label: say("Move up"), icon: "arrow-up", hint: say("Alt \u2191"), run: () => step(keys, -1) },
      movable && { label: say("Move down"), icon: "arrow-down", hint: say("Alt \u2193"), run: () => step(keys, 1) },
      null,
      one && { label: say("Copy access"), icon: "clipboard-paste", run: () => copyAccess(channel) },
      clipboard.value && { label: say("Paste access of {channel}", { channel: clipboard.value.name }), icon: "clipboard-paste",
        run: () => edit(say("Paste access into {what}", { what: named(keys) }), (now) => pasteAccess(now, keys, clipboard.value.access, { replace: true })) },
      syncable(keys) && { label: say("Sync access with category"), icon: "refresh-cw",
        run: () => edit(say("Sync {what}", { what: named(keys) }), (now) => syncToCategory(now, keys)) },
      null,
      isCategory(channel) && one && mayAddTo(key) && { label: say("Add a channel\u2026"), icon: "plus", run: () => openAddMenu(at, key) },
      { label: !one ? say("Delete {what}", { what: channels(keys.length) }) : isCategory(channel) ? say("Delete, keep its channels") : say("Delete"),
        icon: "trash-2", danger: true, hint: say("Del"), run: () => remove(keys) },
      isCategory(channel) && one && { label: say("Delete with its channels"), icon: "trash-2", danger: true,
        run: () => remove(keys, { withChildren: true }) },
    );
  }
  openMenu({ items: items.filter((item) => item !== false && item !== undefined && !(item === null && !editable)), at, label: say("Actions for {what}", { what: named(keys) }) });
}

const syncable = (keys) => keys.some((key) => isSynced(design.peek(), channelOf(design.peek(), key)) === false);

export function openAddMenu(at, parent) {
  const where = parent === undefined ? undefined : parent;
  openMenu({
    at, label: say("Add a channel"),
    items: TYPES.map((type) => ({
      label: capital(typeName(type)), icon: typeIcon(type), run: () => create(type, where),
    })),
  });
}
