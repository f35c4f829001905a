// The one dialog: a menu, a question with fields, or a question to be sure.

import { h } from "./elements.js";

const dialog = document.getElementById("ask");

export function menu(title, items) {
  const buttons = items.filter(Boolean).map((item) =>
    h("button", {
      type: "button",
      class: item.danger ? "menu-item danger" : "menu-item",
      disabled: item.disabled,
      onclick: () => {
        dialog.close();
        item.act();
      },
    }, item.label));
  show(h("h2", {}, title), h("div", { class: "menu" }, buttons), closing("Close"));
}

export function ask(title, fields, verb, act, danger = false) {
  const form = h("form", {
    method: "dialog",
    onsubmit: (event) => {
      event.preventDefault();
      const values = Object.fromEntries(new FormData(form));
      dialog.close();
      act(values);
    },
  }, fields,
  h("div", { class: "buttons" },
    closing("Cancel"),
    h("button", { type: "submit", class: danger ? "danger" : "primary" }, verb)));
  show(h("h2", {}, title), form);
}

export function textField(name, label, value = "", limit = 100) {
  return h("label", { class: "field" }, h("span", {}, label),
    h("input", { name, value, maxlength: limit, required: true, autocomplete: "off" }));
}

export function choiceField(name, label, choices, value = "") {
  const options = choices.map(([key, text]) =>
    h("option", { value: key, selected: key === value }, text));
  return h("label", { class: "field" }, h("span", {}, label), h("select", { name }, options));
}

function closing(label) {
  return h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, label);
}

function show(...children) {
  dialog.replaceChildren(...children);
  dialog.showModal();
  dialog.querySelector("input, select, .menu-item")?.focus();
}

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});
