// Where tabs do not fit, the one that is open is brought into view.

export function showOpenTab() {
  const open = document.querySelector(".tabs [aria-current]");
  const tabs = open?.parentElement;
  if (tabs && tabs.scrollWidth > tabs.clientWidth) {
    tabs.scrollLeft = open.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2;
  }
}
