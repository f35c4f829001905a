// The frame of every page: theme, bot chip, server picker, menus, copying, signing out.
import { startBotChip } from "./shell/bot_chip.js";
import { startCopying } from "./shell/copying.js";
import { startPicker } from "./shell/picker.js";
import { startSigningOut } from "./shell/signing_out.js";
import { showOpenTab } from "./shell/tabs.js";
import { startTheme } from "./shell/theme_button.js";
import { refreshTimes } from "./lib/time.js";

startTheme();
showOpenTab();
startCopying();
refreshTimes();
setInterval(refreshTimes, 30_000);
if (document.body.dataset.csrf) {
  startBotChip();
  startPicker();
  startSigningOut();
}
