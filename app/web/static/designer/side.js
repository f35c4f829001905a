// The right column: the inspector of what is selected, the YAML, the findings or the versions.
// On narrow windows it is a sheet over the tree.
import { html, useLayoutEffect, useRef } from "../lib/html.js";
import { say } from "../lib/say.js";
import { Nothing } from "./inspector/nothing.js";
import { section, selectedThings, sheetOpen, side } from "./state/selection.js";
import { isLimited } from "./state/reach.js";
import { Icon } from "./ui/icon.js";
import { lazy } from "./ui/lazy.js";

const Beyond = lazy(() => import("./ui/beyond.js"), "Beyond");
const ChannelInspector = lazy(() => import("./inspector/channel.js"), "ChannelInspector");
const ManyChannels = lazy(() => import("./inspector/many.js"), "ManyChannels");
const RoleInspector = lazy(() => import("./roles/inspector.js"), "RoleInspector");
const YamlEditor = lazy(() => import("./yaml/editor.js"), "YamlEditor");
const FindingsList = lazy(() => import("./findings/list.js"), "FindingsList");
const Versions = lazy(() => import("./saving/versions.js"), "Versions");
const TITLES = { inspector: say("Inspector"), yaml: "YAML", findings: say("Findings"), versions: say("Versions") };

export function Side() {
  const root = useRef(null);
  const open = sheetOpen.value;
  useLayoutEffect(() => {
    if (!open || getComputedStyle(root.current).position !== "fixed") return undefined;
    const back = document.activeElement;
    root.current.querySelector("[data-close]")?.focus();
    return () => { if (!document.activeElement || document.activeElement === document.body) back?.focus?.(); };
  }, [open]);
  const onKeyDown = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !sheetOpen.peek()) return;
    sheetOpen.value = false;
  };
  return html`<aside ref=${root} class=${`designer-side is-${side.value}${open ? " is-open" : ""}`} aria-label=${TITLES[side.value]} onKeyDown=${onKeyDown}>
    <div class="side-bar"><button type="button" class="icon-button side-close" data-close aria-label=${say("Close")} onClick=${close}><${Icon} name="x" /></button></div>
    <${Inside} />
  </aside>`;
}

export function close() {
  sheetOpen.value = false;
  if (side.peek() !== "inspector") side.value = "inspector";
}

function Inside() {
  if (side.value === "yaml") return html`<${YamlEditor} />`;
  if (side.value === "findings") return html`<${FindingsList} />`;
  if (side.value === "versions") return html`<${Versions} />`;
  const things = selectedThings.value;
  if (section.value === "roles") {
    return things.length === 1 ? html`${isLimited && html`<${Beyond} />`}<${RoleInspector} role=${things[0]} />` : html`<${Nothing} count=${things.length} />`;
  }
  if (section.value !== "channels" || things.length === 0) return html`<${Nothing} count="0" />`;
  return html`${isLimited && html`<${Beyond} />`}${things.length === 1 ? html`<${ChannelInspector} channel=${things[0]} />` : html`<${ManyChannels} channels=${things} />`}`;
}
