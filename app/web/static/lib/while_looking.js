/**
 * Ask every `everyMs` while somebody looks at the page, and at once when they come back to it, until
 * `ask` answers false. The first time is now, or `later`. Answers a function that ends it.
 */
export function whileLooking(everyMs, ask, { later = false } = {}) {
  let timer = 0;
  let asking = false;
  let ended = false;

  function end() {
    ended = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", now);
  }

  async function now() {
    clearTimeout(timer);
    if (asking || ended || document.visibilityState !== "visible") return;
    asking = true;
    const goesOn = await ask();
    asking = false;
    if (goesOn === false) end();
    else if (!ended) timer = setTimeout(now, everyMs);
  }

  document.addEventListener("visibilitychange", now);
  if (later) timer = setTimeout(now, everyMs);
  else now();
  return end;
}
