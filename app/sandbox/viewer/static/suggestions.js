// A list under a text field: arrows, Enter and Tab choose, Escape closes it.

import { h } from "./elements.js";

let lists = 0;

export function suggestions(input, choose) {
  const id = `suggestions-${++lists}`;
  const list = h("ul", { class: "suggestions", role: "listbox", id, "aria-label": "Suggestions", hidden: true });
  let items = [], at = 0;
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", id);
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("autocomplete", "off");

  function show(found) {
    items = found;
    at = 0;
    list.replaceChildren(...found.map((item, number) => h("li", {
      id: `${id}-${number}`, role: "option", class: "suggestion", onmousedown: (event) => { event.preventDefault(); take(number); },
    }, h("span", { class: "suggestion-label" }, item.label), item.note ? h("span", { class: "note" }, item.note) : null)));
    list.hidden = !found.length;
    mark();
  }
  function mark() {
    input.setAttribute("aria-expanded", String(!list.hidden));
    [...list.children].forEach((child, number) => child.setAttribute("aria-selected", String(number === at)));
    if (list.hidden) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }
  function take(number) {
    const item = items[number];
    show([]);
    choose(item);
  }
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      at = (at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length;
      mark();
    } else if (event.key === "Enter" || event.key === "Tab") {
      take(at);
    } else if (event.key === "Escape") {
      show([]);
    } else {
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  input.addEventListener("blur", () => show([]));
  return { list, show };
}
