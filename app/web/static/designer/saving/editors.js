// Says that we are editing, and hears and shows who else is.
import { html, signal } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { say, sayCounted } from "../../lib/say.js";
import { inARow } from "../../lib/words.js";
import { path } from "../state/page.js";

const EVERY_MS = 10_000;
const others = signal([]);
const me = document.getElementById("designer").dataset.user;

export function watchEditors() {
  const beat = async () => {
    if (document.visibilityState === "hidden") return;
    try {
      const answer = await api.put(path("/design/editors"));
      const { editors } = answer?.editors ? answer : await api.get(path("/design/editors"));
      others.value = editors.filter((one) => String(one.id) !== me);
    } catch {
      others.value = []; // Nobody is shown rather than somebody who may have left.
    }
  };
  beat();
  setInterval(beat, EVERY_MS);
  document.addEventListener("visibilitychange", beat);
}

export function AlsoEditing() {
  if (!others.value.length) return null;
  const names = inARow(others.value.map((one) => one.display_name));
  return html`<span class="also-editing" title=${say("Also editing: {names}", { names })}>
    ${others.value.slice(0, 3).map((one) => one.avatar_url
      ? html`<img key=${one.id} class="avatar" src=${one.avatar_url} alt="" width="24" height="24" />`
      : html`<span key=${one.id} class="avatar" aria-hidden="true">${one.display_name.slice(0, 1).toUpperCase()}</span>`)}
    <span class="wide-only">${sayCounted(others.value.length, "{names} is editing too", "{names} are editing too", { names })}</span>
    <span class="visually-hidden">${say("Also editing: {names}", { names })}</span></span>`;
}
