// Before the first paint: the theme that was chosen here, or the system's.
(() => {
  try {
    const chosen = localStorage.getItem("guildwright.theme");
    if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
  } catch {
    // Without storage the system decides.
  }
})();
