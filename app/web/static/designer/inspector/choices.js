// Discord's own choices, in the words of its client.
import { say, sayCounted } from "../../lib/say.js";

const seconds = (number) => sayCounted(number, "{number} second", "{number} seconds");
const minutes = (number) => sayCounted(number, "{number} minute", "{number} minutes");
const hours = (number) => sayCounted(number, "{number} hour", "{number} hours");
const days = (number) => sayCounted(number, "{number} day", "{number} days");
const weeks = (number) => sayCounted(number, "{number} week", "{number} weeks");
const time = (length) => (length < 60 ? seconds(length) : length < 3600 ? minutes(length / 60) : hours(length / 3600));

export const DURATIONS = [[0, say("Off")],
  ...[5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600].map((length) => [length, time(length)])];
export const ARCHIVE = [[null, say("Discord's default")], [60, hours(1)], [1440, hours(24)], [4320, days(3)], [10080, weeks(1)]];
export const SORTS = [[null, say("Discord's default")], [0, say("Recently active")], [1, say("Date posted")]];
export const LAYOUTS = [[0, say("Not set")], [1, say("List view")], [2, say("Gallery view")]];
export const VIDEO = [[1, say("Auto")], [2, "720p"]];
export const REGIONS = [[null, say("Automatic")], ["brazil", say("Brazil")], ["hongkong", say("Hong Kong")], ["india", say("India")],
  ["japan", say("Japan")], ["rotterdam", say("Rotterdam")], ["singapore", say("Singapore")], ["southafrica", say("South Africa")],
  ["sydney", say("Sydney")], ["us-central", say("US Central")], ["us-east", say("US East")], ["us-south", say("US South")],
  ["us-west", say("US West")]];
export const VERIFICATION = [[0, say("None")], [1, say("Low: verified email")], [2, say("Medium: registered for 5 minutes")],
  [3, say("High: member for 10 minutes")], [4, say("Highest: verified phone")]];
export const NOTIFICATIONS = [[0, say("All messages")], [1, say("Only @mentions")]];
export const FILTER = [[0, say("Do not filter")], [1, say("Filter members without roles")], [2, say("Filter all members")]];
export const AFK = [60, 300, 900, 1800, 3600].map((length) => [length, time(length)]);
/** Bits that are set where a message is switched off. */
export const SYSTEM_MESSAGES = [[0, say("Welcome people who join")], [1, say("Tell when somebody boosts")],
  [2, say("Tips for setting up the server")], [3, say("Offer a sticker as a reply to a welcome")],
  [4, say("Tell about role subscriptions")], [5, say("Offer a sticker as a reply to those")]];
export const TRIGGERS = { 1: say("Keywords"), 3: say("Spam"), 4: say("Common words"), 5: say("Mention spam"), 6: say("Member profiles") };
export const ACTIONS = { 1: say("Block the message"), 2: say("Send an alert"), 3: say("Time out the member"), 4: say("Block interaction") };
export const PRESETS = [[1, say("Profanity")], [2, say("Sexual content")], [3, say("Slurs")]];
export const TIMEOUTS = [[60, minutes(1)], [300, minutes(5)], [600, minutes(10)], [3600, hours(1)], [86400, days(1)],
  [604800, weeks(1)], [2419200, weeks(4)]];
