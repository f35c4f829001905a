// No design yet: the three ways to begin.
import { html, useEffect, useState } from "../lib/html.js";
import { api, signInHere } from "../lib/api.js";
import { say } from "../lib/say.js";
import { beginWith } from "./loading.js";
import { emptyDesign } from "./model/design.js";
import { canEdit } from "./state/document.js";
import { path } from "./state/page.js";
import { Icon } from "./ui/icon.js";

function Failure({ error }) {
  if (error.status === 401) {
    return html`<div class="start-failure" role="alert"><p class="field-problem">${say("You are signed out. Sign in again; you come back to this page.")}</p>
      <a class="button button-primary" href=${signInHere()}>${say("Sign in")}</a></div>`;
  }
  return html`<p class="field-problem" role="alert">${[error.detail ?? say("That did not work just now."), error.remedy].filter(Boolean).join(" ")}</p>`;
}

export function EmptyState() {
  const [busy, setBusy] = useState(""), [failure, setFailure] = useState(null), [examples, setExamples] = useState([]);
  useEffect(() => { api.get("/examples").then((answer) => setExamples(answer.items ?? answer), () => setExamples([])); }, []);
  const begin = async (what, read) => {
    setBusy(what);
    setFailure(null);
    try {
      const { design, notes } = await read();
      beginWith(design, (notes ?? []).map((note) => note.what ?? note));
    } catch (error) {
      setFailure(error);
      setBusy("");
    }
  };
  if (!canEdit.value) {
    return html`<div class="empty"><h2>${say("There is no design yet")}</h2><p>${say("Here the channels and roles this server should have would stand. Somebody with the right \u201cDesign\u201d makes the first one.")}</p></div>`;
  }
  return html`<div class="empty start"><h2>${say("No design yet")}</h2>
    <p>${say("A design says which channels, roles and access this server should have. You try things out here as long as you like; Discord changes only when a plan is approved.")}</p>
    ${failure && html`<${Failure} error=${failure} />`}
    <div class="start-ways">
      <button type="button" class="start-way is-first" disabled=${busy !== ""} onClick=${() => begin("import", () => api.post(path("/import"), {}))}>
        <${Icon} name="download" /><strong>${busy === "import" ? say("Reading the server\u2026") : say("Import the server as it is")}</strong><span>${say("Everything stays; you change it from there. The right start for a server that lives.")}</span></button>
      <button type="button" class="start-way" disabled=${busy !== ""} onClick=${() => beginWith(emptyDesign())}>
        <${Icon} name="plus" /><strong>${say("Start empty")}</strong><span>${say("What is on the server and not in the design is left alone.")}</span></button>
    </div>
    ${examples.length > 0 && html`<h3>${say("Or start from an example")}</h3><div class="start-ways">${examples.map((one) => html`
      <button type="button" class="start-way" key=${one.name} disabled=${busy !== ""} onClick=${() => begin(one.name, () => api.get(`/examples/${one.name}`))}>
        <strong>${busy === one.name ? say("Opening\u2026") : one.title}</strong><span>${one.summary}</span></button>`)}</div>`}
  </div>`;
}
