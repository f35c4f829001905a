// The frame of every page: theme, bot chip, server picker, menus, signing out.
import { startBotChip } from "./shell/bot_chip.js";
import { startSigningOut } from "./shell/signing_out.js";
import { showOpenTab } from "./shell/tabs.js";
import { startTheme } from "./shell/theme_button.js";

startTheme();
showOpenTab();
refreshTimes();
setInterval(refreshTimes, 30_000);
if (document.body.dataset.csrf) {
  startBotChip();
  bringPicker();
  startSigningOut();
}

/** Not before somebody comes near its button; many never do. */
function bringPicker() {
  const button = document.querySelector("#picker-button");
  let coming = null;
  const come = () => { coming ??= import("./shell/picker.js").then(({ startPicker }) => startPicker()); };
  for (const sign of ["pointerenter", "focus", "click"]) button?.addEventListener(sign, come);
}

/** Pages without times need nothing for them. */
async function refreshTimes() {
  if (document.querySelector("time[data-relative]")) (await import("./lib/time.js")).refreshTimes();
}
