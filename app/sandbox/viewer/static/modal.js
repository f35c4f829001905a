// A bot's modal as a dialog of the page.

import { h } from "./elements.js";
import { markdown } from "./markdown.js";

const dialog = document.getElementById("modal");
let shown = null;

export function showModal(talk, interaction) {
  if (interaction === undefined || shown === interaction.id) return;
  shown = interaction.id;
  const { modal } = interaction;
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const inputs = modal.components.map((each) => part(talk, each));
  const form = h("form", { onsubmit: submit }, h("h2", {}, modal.title), h("p", { class: "note" }, interaction.application),
    inputs.map((each) => each.element), problem,
    h("div", { class: "buttons" }, h("button", { type: "button", class: "quiet", onclick: cancel }, "Cancel"), h("button", { type: "submit", class: "primary" }, "Submit")));

  async function submit(event) {
    event.preventDefault();
    const values = Object.fromEntries(inputs.filter((each) => each.name).map((each) => [each.name, each.value()]));
    try {
      await talk.submit(interaction, values);
      close();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  }
  function cancel() {
    close();
    talk.closeModal(interaction);
  }
  dialog.oncancel = (event) => { event.preventDefault(); cancel(); };
  dialog.replaceChildren(form);
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("input, textarea, select")?.focus();
}

export function close() {
  if (dialog.open) dialog.close();
  shown = null;
}

function part(talk, each) {
  if (each.type === 10) return { element: h("div", { class: "words" }, markdown(each.content, talk.names)) };
  const component = each.type === 18 ? each.component : each.components[0];
  const label = each.label ?? component.label;
  const found = component.type === 4 ? textInput(component) : picking(talk, component);
  return { ...found, element: h("label", { class: "field" }, h("span", {}, label, component.required === false ? null : h("span", { class: "needed", title: "Required" }, " *")),
    each.description ? h("span", { class: "note" }, each.description) : null, found.element) };
}

function textInput(component) {
  const more = {
    name: component.custom_id, placeholder: component.placeholder, required: component.required, value: component.value ?? "",
    minlength: component.min_length, maxlength: component.max_length ?? 4000, autocomplete: "off",
  };
  const element = component.style === 2 ? h("textarea", { ...more, rows: 4 }) : h("input", more);
  return { name: component.custom_id, element, value: () => element.value };
}

function picking(talk, component) {
  const kind = { 5: "user", 6: "role", 7: "mentionable", 8: "channel" }[component.type];
  const choices = kind ? talk.things(kind, component.channel_types) : component.options;
  const element = h("select", { multiple: component.max_values > 1, required: component.required !== false },
    component.max_values > 1 ? null : h("option", { value: "" }, component.placeholder ?? "Choose…"),
    choices.map((choice) => h("option", { value: choice.value, selected: choice.default }, choice.label)));
  return { name: component.custom_id, element, value: () => [...element.selectedOptions].map((option) => option.value).filter(Boolean) };
}
