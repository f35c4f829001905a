// What the page brought along: which guild, the person's rights, and what Discord allows.
import { computed, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { readRegistry } from "../model/registry.js";
import { discord } from "./discord.js";

const root = document.getElementById("designer");
export const guild = root.dataset.guild;
export const user = root.dataset.user;
export const guildName = root.dataset.guildName ?? say("this server");
export const rights = new Set((root.dataset.rights ?? "").split(" ").filter(Boolean));
/** What the right to design is limited to; null where it is not. */
export const objects = root.dataset.objects ? new Set(JSON.parse(root.dataset.objects)) : null;
export const registry = readRegistry(discord);
export const limits = registry.limits;

/** The server as it is now, for emoji, boosts and what the bot may touch; null until it was read. */
export const live = signal(null);
export const facts = computed(() => live.value?.facts?.roles ?? {});
export const path = (rest = "") => `/guilds/${guild}${rest}`;
export const href = (rest = "") => `/g/${guild}${rest}`;
