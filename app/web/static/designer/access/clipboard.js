// Copied overwrites, for pasting into other channels. They outlive the selection, not the page.
import { signal } from "../../lib/html.js";
import { sayCounted } from "../../lib/say.js";
import { announce } from "../state/notice.js";

export const clipboard = signal(null); // {name, access}

export function copyAccess(channel, targets = Object.keys(channel.access)) {
  const access = Object.fromEntries(targets.map((target) => [target, channel.access[target]]));
  clipboard.value = { name: channel.name, access };
  announce(sayCounted(targets.length, "Copied {number} entry of {channel}.", "Copied {number} entries of {channel}.", { channel: channel.name }));
}
