// Buttons that copy what stands beside them: `data-copy` names it.
import { say } from "../lib/say.js";

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  const before = button.textContent;
  try {
    await navigator.clipboard.writeText((source.value ?? source.textContent).trim());
    button.textContent = say("Copied");
  } catch {
    select(source);
    button.textContent = say("Press Ctrl+C");
  }
  setTimeout(() => { button.textContent = before; }, 2500);
});

function select(source) {
  if (source.select) { source.select(); return; }
  const range = document.createRange();
  range.selectNodeContents(source);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}
