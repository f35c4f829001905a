// Builds elements. Text is always text: nothing here reads HTML.

const SVG = "http://www.w3.org/2000/svg";

const ICONS = {
  text: "M9 4 7 20M17 4l-2 16M4 9h16M3.500 15h16",
  announcement: "M4 10v4h3l8 5V5L7 10zM18 9a4 4 0 0 1 0 6",
  voice: "M5 9v6h4l5 4V5L9 9zM17 9a4 4 0 0 1 0 6",
  stage: "M12 4a4 4 0 0 1 4 4v3a4 4 0 0 1-8 0V8a4 4 0 0 1 4-4zM5 11a7 7 0 0 0 14 0M12 18v3",
  forum: "M4 5h16v11H11l-4 4v-4H4zM8 9h8M8 12h5",
  media: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.500 9h.01",
  category: "M6 9l6 6 6-6",
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6z",
  quiet: "M4 4l16 16M8 5h12v11h-2M4 8v8h3v4l4-4h2",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  plus: "M12 5v14M5 12h14",
  failed: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM6 6l12 12",
  eye: "M2 12s4-7 10-7 10 7 10 7-4 7-10 7-10-7-10-7zM12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6z",
  pin: "M9 4h6l-1 6 4 4H6l4-4zM12 14v6",
  file: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
};

export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "selected") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

export function icon(name, label) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("class", `icon icon-${name}`);
  if (label) {
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", label);
    const title = document.createElementNS(SVG, "title");
    title.textContent = label;
    drawing.append(title);
  } else {
    drawing.setAttribute("aria-hidden", "true");
  }
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}

export function hex(colour) {
  return `#${colour.toString(16).padStart(6, "0")}`;
}

export function dot(colour) {
  const element = h("span", { class: colour ? "dot" : "dot dot-plain", "aria-hidden": "true" });
  if (colour) element.style.setProperty("--dot", hex(colour));
  return element;
}

export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

// Fills a panel anew, and leaves the focus, the scroll and open parts as they were.
export function refill(panel, ...children) {
  const key = document.activeElement?.closest("[data-key]")?.dataset.key;
  const had = key !== undefined && panel.contains(document.activeElement);
  const open = new Set([...panel.querySelectorAll("details[open]")].map((each) => each.dataset.key));
  const { scrollTop } = panel;
  panel.replaceChildren(...children.flat().filter((child) => child !== null));
  for (const each of panel.querySelectorAll("details")) {
    if (open.has(each.dataset.key)) each.open = true;
  }
  panel.scrollTop = scrollTop;
  if (had) panel.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

export function isTypingIn(panel) {
  const at = document.activeElement;
  return panel.contains(at) && at.matches("input:not([type=checkbox]), textarea");
}
