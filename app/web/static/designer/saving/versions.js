// The versions: look at one, compare any two, bring one back.
import { html, useEffect, useState } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { say } from "../../lib/say.js";
import { differences } from "../model/differences.js";
import { reusing } from "../model/reusing.js";
import { canEdit, design, edit, saved, undo } from "../state/document.js";
import { path } from "../state/page.js";
import { tell } from "../state/notice.js";
import { relative } from "../ui/when.js";
import { authorName } from "./author.js";
import { ChangeList } from "./change_list.js";

const NOW = "now";

export function Versions() {
  const [items, setItems] = useState(null), [next, setNext] = useState(null), [failure, setFailure] = useState("");
  const [chosen, setChosen] = useState([]);
  const read = (cursor) => api.get(path(`/versions${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ""}`)).then(
    (answer) => { setItems((before) => [...(cursor ? before : []), ...answer.items]); setNext(answer.next); },
    (error) => setFailure(error.detail ?? say("The versions could not be read.")));
  useEffect(() => { read(null); }, [saved.value.version]);
  const choose = (number) => setChosen(chosen.includes(number) ? chosen.filter((one) => one !== number) : [...chosen, number].slice(-2));
  return html`<div class="versions"><header class="inspector-head"><h2>${say("Versions")}</h2></header>
    <p class="field-hint">${say("Tick two to compare them.")}</p>
    ${failure && html`<p class="field-problem">${failure}</p>`}
    ${items === null && !failure && html`<div class="skeleton skeleton-row"></div>`}
    ${items?.length === 0 && html`<p>${say("There is no version yet. The first one appears here when you save.")}</p>`}
    <ul class="version-list">
      <li><label class="version"><input type="checkbox" checked=${chosen.includes(NOW)} onChange=${() => choose(NOW)} /><span><strong>${say("As it stands here")}</strong><span class="field-hint">${say("with what is not saved")}</span></span></label></li>
      ${items?.map((one) => html`<${Version} key=${numberOf(one)} version=${one} chosen=${chosen.includes(numberOf(one))} choose=${() => choose(numberOf(one))} />`)}
    </ul>
    ${next && html`<button type="button" class="button" onClick=${() => read(next)}>${say("Older versions")}</button>`}
    ${chosen.length === 2 && html`<${Compared} key=${chosen.join()} pair=${chosen} />`}
  </div>`;
}

const numberOf = (one) => one.version ?? one.number;

function Version({ version, chosen, choose }) {
  const number = numberOf(version);
  return html`<li><label class="version"><input type="checkbox" checked=${chosen} onChange=${choose} />
    <span><strong>${say("Version {version}", { version: number })}</strong> ${version.message}<span class="field-hint">${authorName(version)}, ${relative(version.saved_at)}</span></span></label>
    ${canEdit.value && number !== saved.value.version && html`<button type="button" class="button button-quiet" onClick=${() => bringBack(number)}
      aria-label=${say("Bring back version {version}", { version: number })}>${say("Bring back")}</button>`}</li>`;
}

async function bringBack(number) {
  try {
    const { design: old } = await api.get(path(`/versions/${number}`));
    const before = design.peek();
    if (edit(say("Bring back version {version}", { version: number }), (now) => reusing(now, old)) === before) return tell(say("Version {version} says the same as what is here.", { version: number }));
    return tell(say("This is version {version} again. Save it as a new version to keep it.", { version: number }), { action: { label: say("Undo"), run: undo } });
  } catch (error) {
    return tell(error.detail ?? say("That version could not be read."), { kind: "error" });
  }
}

function Compared({ pair }) {
  const [both, setBoth] = useState(null), [failure, setFailure] = useState("");
  const [from, to] = [...pair].sort((a, b) => (a === NOW ? 1 : b === NOW ? -1 : a - b));
  const read = (one) => (one === NOW ? { design: design.peek() } : api.get(path(`/versions/${one}`)));
  useEffect(() => {
    Promise.all([read(from), read(to)]).then((found) => setBoth(found.map((one) => one.design)),
      (error) => setFailure(error.detail ?? say("They could not be compared.")));
  }, []);
  return html`<section class="panel-part" aria-live="polite"><h3>${to === NOW ? say("From version {from} to what stands here", { from }) : say("From version {from} to version {to}", { from, to })}</h3>
    ${failure && html`<p class="field-problem">${failure}</p>`}
    ${both && html`<${ChangeList} entries=${differences(both[0], both[1])} from=${both[0]} to=${both[1]} />`}</section>`;
}
