// A chosen command: one field for each option, with what can be chosen while typing.

import { encoded } from "./composer.js";
import { h } from "./elements.js";
import { suggestions } from "./suggestions.js";

const ASK_AFTER_MS = 150;
const THINGS = { 6: "user", 7: "channel", 8: "role", 9: "mentionable" };

export function commandForm(talk, way, done) {
  const fields = way.options.map((option) => fieldFor(talk, way, option, () => values(true)));
  const problem = h("p", { class: "problem", role: "alert", hidden: true });
  const form = h("form", { class: "command", onsubmit: submit, onkeydown: (event) => event.key === "Escape" && done() },
    h("p", { class: "command-head" }, h("strong", {}, `/${way.path}`), h("span", { class: "note" }, `${way.description} · ${way.application}`)),
    fields.map((field) => field.element), problem,
    h("div", { class: "buttons" }, h("button", { type: "button", class: "quiet", onclick: done }, "Cancel"), h("button", { type: "submit", class: "primary" }, "Send")));

  function values(asTyped) {
    return Object.fromEntries(fields.map((field) => [field.name, field.value(asTyped)]).filter(([, value]) => value !== undefined));
  }
  async function submit(event) {
    event.preventDefault();
    try {
      const options = values(false);
      for (const field of fields.filter((each) => each.upload)) {
        const file = await field.upload();
        if (file) options[field.name] = (await talk.upload(await encoded(file))).id;
      }
      await talk.use({ path: way.path, options, application_id: way.applicationId });
      done();
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
    }
  }
  return form;
}

function fieldFor(talk, way, option, typed) {
  if (option.type === 11) return fileField(option);
  if (option.type === 5) return choiceField(option, [{ label: "True", value: true }, { label: "False", value: false }]);
  if (THINGS[option.type]) return choiceField(option, talk.things(THINGS[option.type], option.channel_types));
  if (option.choices) return choiceField(option, option.choices.map((choice) => ({ label: choice.name, value: choice.value })));
  return typedField(talk, way, option, typed);
}

function labelled(option, ...children) {
  return h("label", { class: "option" }, h("span", { class: "option-name" }, option.name, option.required ? h("span", { class: "needed", title: "Required" }, " *") : null),
    ...children, h("span", { class: "note" }, option.description));
}

function fileField(option) {
  const input = h("input", { type: "file", required: option.required });
  return { name: option.name, element: labelled(option, input), value: () => undefined, upload: () => input.files[0] };
}

function choiceField(option, choices) {
  const list = h("select", { required: option.required }, h("option", { value: "" }, option.required ? "Choose…" : "—"),
    choices.map((choice, number) => h("option", { value: String(number) }, choice.label)));
  return { name: option.name, element: labelled(option, list), value: () => (list.value === "" ? undefined : choices[Number(list.value)].value) };
}

function typedField(talk, way, option, typed) {
  const isNumber = option.type !== 3;
  const input = h("input", {
    class: "say", required: option.required, minlength: option.min_length, maxlength: option.max_length ?? 6000,
    inputmode: isNumber ? "decimal" : null, "aria-label": option.name,
  });
  let chosen = null;
  const { list, show } = suggestions(input, (item) => {
    input.value = item.label;
    chosen = item;
  });
  if (option.autocomplete) asking(talk, way, option, typed, input, show);
  input.addEventListener("input", () => { chosen = null; });
  const value = (asTyped) => {
    if (chosen && chosen.label === input.value) return chosen.value;
    if (input.value === "") return undefined;
    return isNumber && !asTyped ? Number(input.value) : input.value;
  };
  return { name: option.name, element: h("div", { class: "suggesting" }, labelled(option, input), list), value };
}

function asking(talk, way, option, typed, input, show) {
  let timer, latest = 0;
  const ask = async () => {
    const mine = ++latest;
    const options = { ...typed(), [option.name]: input.value };
    const choices = await talk.choices({ path: way.path, options, focused: option.name, application_id: way.applicationId });
    if (mine !== latest || document.activeElement !== input) return;
    show(choices.map((choice) => ({ label: choice.name, value: choice.value })));
  };
  input.addEventListener("focus", ask);
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, ASK_AFTER_MS);
  });
}
