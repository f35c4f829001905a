// Parts of the page that not everybody opens: their modules and styles come when they are wanted, and
// in any case once somebody is at work here, so that opening them later waits for nothing, not even
// for a server that has newer ones by then.
import { html, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";

const STYLES = ["sections", "yaml", "roles", "access", "fields"];
const waiting = [];

/** A component whose view is the export `name` of the module that `load` brings. */
export function lazy(load, name) {
  const view = signal(null);
  const failed = signal(false);
  let asked = null;
  const ask = () => (asked ??= Promise.all([load(), styles()]).then(
    ([module]) => { view.value = module[name]; },
    () => { asked = null; failed.value = true; },
  ));
  waiting.push(ask);
  return function Lazy(props) {
    if (view.value) return html`<${view.value} ...${props} />`;
    if (!failed.value) ask();
    return failed.value
      ? html`<p class="field-problem">${say("This part could not be loaded.")} <button type="button" class="button" onClick=${() => { failed.value = false; }}>${say("Try again")}</button></p>`
      : html`<div class="skeleton skeleton-row" aria-busy="true"></div>`;
  };
}

/**
 * Uses a module that is no view: `use(run, failed)`. Once it is there `run` gets it at once, so that the
 * next key finds what it opens; it comes first of what comes when somebody is at work.
 */
export function later(load) {
  let module = null;
  const bring = () => load().then((found) => { module = found; });
  waiting.unshift(() => bring().catch(() => {}));
  return (run, failed) => (module ? run(module) : bring().then(() => run(module), failed));
}

let styled = null;

/** Of all such parts together, once. A part without them can be used all the same. */
function styles() {
  const before = document.querySelector("link[href$='css/side.css']");
  styled ??= Promise.all(STYLES.map((name) => new Promise((done) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = new URL(`../css/${name}.css`, import.meta.url);
    link.onload = link.onerror = done;
    before.after(link);
  })));
  return styled;
}

const SIGNS = ["pointermove", "pointerdown", "keydown"];

/** Bring everything that may be opened later, one after the other, as soon as somebody touches the page. */
export function loadTheRest() {
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 200));
  const begin = () => {
    SIGNS.forEach((sign) => removeEventListener(sign, begin, true));
    styles();
    idle(() => waiting.reduce((before, ask) => before.then(ask), Promise.resolve()));
  };
  SIGNS.forEach((sign) => addEventListener(sign, begin, { capture: true, passive: true }));
}
