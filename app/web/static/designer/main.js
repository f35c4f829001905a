// Starts the designer on its page.
import { effect, html, render } from "../lib/html.js";
import { App } from "./app.js";
import { load } from "./loading.js";
import { phase } from "./state/document.js";

const root = document.getElementById("designer");
root.replaceChildren();
render(html`<${App} />`, root);
load();
effect(() => root.setAttribute("aria-busy", String(phase.value === "loading")));
