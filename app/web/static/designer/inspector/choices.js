// Discord's own choices, in the words of its client.

const time = (seconds) => seconds < 60 ? `${seconds} seconds` : seconds < 3600
  ? `${seconds / 60} ${seconds === 60 ? "minute" : "minutes"}` : `${seconds / 3600} ${seconds === 3600 ? "hour" : "hours"}`;

export const DURATIONS = [[0, "Off"],
  ...[5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600].map((seconds) => [seconds, time(seconds)])];
export const ARCHIVE = [[null, "Discord's default"], [60, "1 hour"], [1440, "24 hours"], [4320, "3 days"], [10080, "1 week"]];
export const SORTS = [[null, "Discord's default"], [0, "Recently active"], [1, "Date posted"]];
export const LAYOUTS = [[0, "Not set"], [1, "List view"], [2, "Gallery view"]];
export const VIDEO = [[1, "Auto"], [2, "720p"]];
export const REGIONS = [[null, "Automatic"], ["brazil", "Brazil"], ["hongkong", "Hong Kong"], ["india", "India"],
  ["japan", "Japan"], ["rotterdam", "Rotterdam"], ["singapore", "Singapore"], ["southafrica", "South Africa"],
  ["sydney", "Sydney"], ["us-central", "US Central"], ["us-east", "US East"], ["us-south", "US South"], ["us-west", "US West"]];
export const VERIFICATION = [[0, "None"], [1, "Low: verified email"], [2, "Medium: registered for 5 minutes"],
  [3, "High: member for 10 minutes"], [4, "Highest: verified phone"]];
export const NOTIFICATIONS = [[0, "All messages"], [1, "Only @mentions"]];
export const FILTER = [[0, "Do not filter"], [1, "Filter members without roles"], [2, "Filter all members"]];
export const AFK = [60, 300, 900, 1800, 3600].map((seconds) => [seconds, time(seconds)]);
/** Bits that are set where a message is switched off. */
export const SYSTEM_MESSAGES = [[0, "Welcome people who join"], [1, "Tell when somebody boosts"], [2, "Tips for setting up the server"],
  [3, "Offer a sticker as a reply to a welcome"], [4, "Tell about role subscriptions"], [5, "Offer a sticker as a reply to those"]];
export const TRIGGERS = { 1: "Keywords", 3: "Spam", 4: "Common words", 5: "Mention spam", 6: "Member profiles" };
export const ACTIONS = { 1: "Block the message", 2: "Send an alert", 3: "Time out the member", 4: "Block interaction" };
export const PRESETS = [[1, "Profanity"], [2, "Sexual content"], [3, "Slurs"]];
export const TIMEOUTS = [[60, "1 minute"], [300, "5 minutes"], [600, "10 minutes"], [3600, "1 hour"], [86400, "1 day"],
  [604800, "1 week"], [2419200, "4 weeks"]];
