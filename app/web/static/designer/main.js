// Starts the designer on its page.
import { html, render } from "../lib/html.js";
import { App } from "./app.js";
import { load } from "./loading.js";

const root = document.getElementById("designer");
root.replaceChildren();
render(html`<${App} />`, root);
load();
