// Discord's limits, told while somebody types. The numbers come with the page (registry.limits).
import { hasPosts, STAGE } from "./design.js";

/** {count, most, over} of a text; characters as the server counts them. */
export function counted(text, most, least = 0) {
  const count = [...(text ?? "")].length;
  return { count, most, over: count > most, under: count < least };
}

export const topicLimit = (limits, channel) => (hasPosts(channel) ? limits.topic_posts : limits.topic);
export const userLimit = (limits, channel) =>
  channel.type === STAGE ? limits.user_limit_stage : limits.user_limit_voice;

/** The highest bitrate Discord takes here; what depends on boosts is the plan's to judge if unknown. */
export function bitrateLimit(limits, channel, live) {
  if (channel.type === STAGE) return limits.bitrate_stage;
  if (!live) return limits.bitrate_by_tier.at(-1);
  return limits.bitrate_by_tier[live.features?.includes("VIP_REGIONS") ? 3 : (live.premium_tier ?? 0)];
}
