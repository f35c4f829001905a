// System, dark or light: kept in this browser.
import { say, toSay } from "../lib/say.js";

const KEY = "guildwright.theme";
const NEXT = { system: "dark", dark: "light", light: "system" };
const ICON = { system: "sun-moon", dark: "moon", light: "sun" };
const WORDS = { system: toSay("Theme: system"), dark: toSay("Theme: dark"), light: toSay("Theme: light") };
const root = document.documentElement;

export function startTheme() {
  const button = document.querySelector("#theme");
  if (!button) return;
  show(button);
  button.addEventListener("click", () => {
    choose(NEXT[chosen()]);
    show(button);
  });
}

const chosen = () => root.dataset.theme ?? "system";

function choose(theme) {
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // It holds for this page at least.
  }
}

function show(button) {
  const words = say(WORDS[chosen()]);
  button.title = words;
  button.setAttribute("aria-label", words);
  button.querySelector("use").setAttribute("href", `${root.dataset.icons}#${ICON[chosen()]}`);
}
