// What can be done with one role's or member's entry, here and in other channels.
import { channelOf, indexOf } from "../model/design.js";
import { pasteAccess, placesOf, removeEverywhere } from "../model/commands/access.js";
import { design, edit, undo } from "../state/document.js";
import { tell } from "../state/notice.js";
import { copyAccess } from "./clipboard.js";

export function targetMenu(channel, target) {
  const entry = channel.access[target.id];
  const places = placesOf(design.peek(), target.id);
  const siblings = indexOf(design.peek()).children.get(channel.type === 4 ? channel.key : channel.parent) ?? [];
  const others = siblings.filter((key) => key !== channel.key);
  return [
    { label: "Copy this entry", icon: "copy", disabled: !entry, run: () => copyAccess(channel, [target.id]) },
    { label: `Give it to the ${others.length} other ${others.length === 1 ? "channel" : "channels"} ${channel.type === 4 ? "inside" : "beside it"}`,
      icon: "clipboard-paste", disabled: !entry || others.length === 0,
      run: () => edit(`Give ${target.name}'s entry to ${others.length} channels`,
        (now) => pasteAccess(now, others.filter((key) => channelOf(now, key)), { [target.id]: entry }, { replace: false })) },
    null,
    { label: `Remove ${target.name} from all ${places.length} channels`, icon: "trash-2", danger: true, disabled: places.length === 0,
      run: () => {
        const was = design.peek();
        if (edit(`Remove ${target.name} from all channels`, (now) => removeEverywhere(now, target.id)) === was) return;
        tell(`${target.name} is out of the access of ${places.length} ${places.length === 1 ? "channel" : "channels"}.`, { action: { label: "Undo", run: undo } });
      } },
  ];
}
