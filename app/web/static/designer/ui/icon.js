// Icons, and which one stands for which type of channel.
import { icon } from "../../lib/icons.js";
import { say, sayAs } from "../../lib/say.js";

export const Icon = ({ name }) => icon(name);

const BY_TYPE = {
  0: "hash", 2: "volume-2", 4: "folder", 5: "megaphone", 13: "podcast", 15: "messages-square", 16: "image",
};
const WORDS = {
  0: sayAs("type of channel", "text"), 2: sayAs("type of channel", "voice"), 4: sayAs("type of channel", "category"),
  5: sayAs("type of channel", "announcement"), 13: sayAs("type of channel", "stage"), 15: sayAs("type of channel", "forum"),
  16: sayAs("type of channel", "media"),
};
const CALLED = {
  0: say("text channel"), 2: say("voice channel"), 4: say("category"), 5: say("announcement channel"),
  13: say("stage channel"), 15: say("forum channel"), 16: say("media channel"),
};

export const typeIcon = (type) => BY_TYPE[type] ?? "hash";
export const typeWord = (type) => WORDS[type] ?? say("channel");
/** What a channel of that type is called, or a category. */
export const typeName = (type) => CALLED[type] ?? say("channel");
export const TYPES = [0, 2, 5, 15, 13, 16];
