// Parts of the page that not everybody opens: their modules come when they are wanted, and in any
// case once the browser has nothing else to do, so that opening them later waits for nothing.
import { html, signal } from "../../lib/html.js";

const waiting = [];

/** A component whose view is the export `name` of the module that `load` brings. */
export function lazy(load, name) {
  const view = signal(null);
  const failed = signal(false);
  let asked = null;
  const ask = () => (asked ??= load().then(
    (module) => { view.value = module[name]; },
    () => { asked = null; failed.value = true; },
  ));
  waiting.push(ask);
  return function Lazy(props) {
    if (view.value) return html`<${view.value} ...${props} />`;
    if (!failed.value) ask();
    return failed.value
      ? html`<p class="field-problem">This part could not be loaded. <button type="button" class="button" onClick=${() => { failed.value = false; }}>Try again</button></p>`
      : html`<div class="skeleton skeleton-row" aria-busy="true"></div>`;
  };
}

/** Bring everything that may be opened later. */
export function loadTheRest() {
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 1000));
  idle(() => waiting.reduce((before, ask) => before.then(ask), Promise.resolve()));
}
