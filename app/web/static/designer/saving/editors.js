// Says that we are editing, and hears who else is.
import { signal } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { path } from "../state/page.js";

const EVERY_MS = 10_000;
export const others = signal([]);
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
