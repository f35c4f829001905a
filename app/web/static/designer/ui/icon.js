// Icons, and which one stands for which type of channel.
import { icon } from "../../lib/icons.js";

export const Icon = ({ name }) => icon(name);

const BY_TYPE = {
  0: "hash", 2: "volume-2", 4: "folder", 5: "megaphone", 13: "podcast", 15: "messages-square", 16: "image",
};
const WORDS = { 0: "text", 2: "voice", 4: "category", 5: "announcement", 13: "stage", 15: "forum", 16: "media" };
const HINTS = {
  0: "Messages, images, threads", 2: "Talk, video, screen share", 4: "A heading for channels",
  5: "News that other servers can follow", 13: "Speakers and an audience", 15: "Posts with tags",
  16: "Posts with pictures and video",
};

export const typeIcon = (type) => BY_TYPE[type] ?? "hash";
export const typeWord = (type) => WORDS[type] ?? "channel";
export const typeHint = (type) => HINTS[type] ?? "";
export const TYPES = [0, 2, 5, 15, 13, 16];
