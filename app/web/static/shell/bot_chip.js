// Whether the bot is there, asked every 15 seconds while somebody looks.
import { api, signInHere } from "../lib/api.js";
import { say } from "../lib/say.js";
import { whileLooking } from "../lib/while_looking.js";

const EVERY_MS = 15_000;

export function startBotChip() {
  const chip = document.querySelector("#bot-chip");
  if (chip) whileLooking(EVERY_MS, () => look(chip));
}

/** False when there is no use in asking again. */
async function look(chip) {
  try {
    await show(chip, (await api.get("/status")).bot);
  } catch (error) {
    if (error.status === 401) {
      const again = { label: say("Sign in again"), run: () => location.assign(signInHere()) };
      const { toast } = await import("../lib/toast.js");
      toast(say("Your session has ended. What you typed is still here."), { kind: "problem", action: again });
      return false;
    }
    tell(chip, "unknown", say("bot unknown"), error.detail);
  }
  return true;
}

async function show(chip, bot) {
  if (bot.online) {
    const words = bot.latency_ms === null ? say("bot online") : say("bot {latency} ms", { latency: bot.latency_ms });
    tell(chip, "online", words, say("The bot is connected to Discord."));
  } else {
    tell(chip, "offline", say("bot offline"), await whenSeen(bot));
  }
}

async function whenSeen(bot) {
  if (!bot.seen_at) return say("The bot is not connected to Discord: never seen here.");
  const { absolute, relative } = await import("../lib/time.js");
  const seen = { when: relative(bot.seen_at), moment: absolute(bot.seen_at) };
  return say("The bot is not connected to Discord: last seen {when} ({moment}).", seen);
}

function tell(chip, state, words, title) {
  chip.title = title;
  chip.dataset.state = state;
  const place = chip.querySelector(".bot-words");
  // A changed number alone is no news to read out.
  if (place.textContent !== words) place.textContent = words;
}
