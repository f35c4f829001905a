import { Component, html, render, signal } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { Problem } from "./problem.js";

const root = document.querySelector("#page");

const notDrawn = () => ({
  status: 0,
  code: "not_drawn",
  detail: say("This page could not be drawn."),
  remedy: say("Load it again. If it stays so, tell the operator which page it was; nothing was changed."),
});

/** Says so where something in the page breaks, instead of leaving it blank. */
class Guard extends Component {
  static getDerivedStateFromError() {
    return { broken: true };
  }

  componentDidCatch(error) {
    console.error(error);
  }

  render({ children, heading }) {
    if (!this.state.broken) return children;
    return html`<h1>${heading}</h1><${Problem} error=${notDrawn()} whole=${true} retry=${() => location.reload()} />`;
  }
}

/**
 * Load what a page needs and show it. The skeleton in the HTML stays until then.
 *
 * `View` gets `{data, reload}`; `reload` resolves when the new data is shown.
 */
export async function show({ load, View, heading }) {
  const state = signal({});
  let drawn = false;

  async function reload() {
    root.setAttribute("aria-busy", "true");
    try {
      state.value = { data: await load() };
    } catch (error) {
      console.debug(error);
      state.value = { data: state.value.data, error };
    }
    root.removeAttribute("aria-busy");
    if (!drawn) draw();
  }

  function Page() {
    const { data, error } = state.value;
    // What was shown stays, and with it what is typed there; it is only not as new as it could be.
    if (data) return html`${error && html`<${Problem} error=${error} retry=${reload} />`}<${View} data=${data} reload=${reload} />`;
    return html`<h1>${heading}</h1><${Problem} error=${error} whole=${true} retry=${reload} />`;
  }

  function draw() {
    drawn = true;
    root.replaceChildren();
    render(html`<${Guard} heading=${heading}><${Page} /><//>`, root);
  }

  // Back from elsewhere, browsers bring a page as it was left: what it tells may be long over.
  addEventListener("pageshow", (event) => event.persisted && reload());
  await reload();
}
