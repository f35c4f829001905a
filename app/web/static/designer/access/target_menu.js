// What can be done with one role's or member's entry, here and in other channels.
import { say, sayCounted } from "../../lib/say.js";
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
    { label: say("Copy this entry"), icon: "copy", disabled: !entry, run: () => copyAccess(channel, [target.id]) },
    { label: channel.type === 4 ? sayCounted(others.length, "Give it to the {number} other channel inside", "Give it to the {number} other channels inside")
        : sayCounted(others.length, "Give it to the {number} other channel beside it", "Give it to the {number} other channels beside it"),
      icon: "clipboard-paste", disabled: !entry || others.length === 0,
      run: () => edit(sayCounted(others.length, "Give {who}'s entry to {number} channel", "Give {who}'s entry to {number} channels", { who: target.name }),
        (now) => pasteAccess(now, others.filter((key) => channelOf(now, key)), { [target.id]: entry }, { replace: false })) },
    null,
    { label: sayCounted(places.length, "Remove {who} from all {number} channels", "Remove {who} from all {number} channels", { who: target.name }), icon: "trash-2", danger: true, disabled: places.length === 0,
      run: () => {
        const was = design.peek();
        if (edit(say("Remove {who} from all channels", { who: target.name }), (now) => removeEverywhere(now, target.id)) === was) return;
        tell(sayCounted(places.length, "{who} is out of the access of {number} channel.", "{who} is out of the access of {number} channels.", { who: target.name }),
          { action: { label: say("Undo"), run: undo } });
      } },
  ];
}
