// The box at the bottom: a plain message, or a command with its options.

import { commandForm } from "./command_form.js";
import { h, icon } from "./elements.js";
import { suggestions } from "./suggestions.js";

const MOST_SUGGESTED = 12;

export function composer(talk) {
  const box = h("div", { class: "composer" });
  const plain = () => {
    box.replaceChildren(...messageBox(talk, (way) => {
      box.replaceChildren(commandForm(talk, way, plain));
      box.querySelector("input, select, button")?.focus();
    }));
  };
  plain();
  return box;
}

function messageBox(talk, begin) {
  const input = h("input", { class: "say", "aria-label": "Message or command", placeholder: `Message #${talk.channel.name}, or / for commands`, maxlength: 2000, disabled: !talk.maySend && !talk.commands.length });
  const { list, show } = suggestions(input, (item) => begin(item.way));
  const files = h("input", { type: "file", multiple: true, class: "unseen", "aria-label": "Files", onchange: () => send() });
  input.addEventListener("input", () => show(input.value.startsWith("/") ? found(talk, input.value.slice(1)) : []));
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && input.value.trim()) send();
  });
  async function send() {
    const written = { content: input.value, files: await Promise.all([...files.files].map(encoded)) };
    if (await talk.write(written)) {
      input.value = "";
      files.value = "";
    }
    input.focus();
  }
  const attach = talk.mayAttach ? h("label", { class: "attach", title: "Attach files" }, icon("plus"), files) : null;
  return [list, h("div", { class: "say-line" }, attach, input)];
}

// Every command and subcommand as one line, those that begin as typed before those that contain it.
function found(talk, typed) {
  const wanted = typed.trim().toLowerCase();
  const ways = talk.commands.filter((command) => command.type === 1).flatMap(waysInto);
  const fitting = ways.filter((way) => way.path.includes(wanted));
  fitting.sort((one, other) => Number(other.path.startsWith(wanted)) - Number(one.path.startsWith(wanted)));
  return fitting.slice(0, MOST_SUGGESTED).map((way) => ({ way, label: `/${way.path}`, note: `${way.description} · ${way.application}` }));
}

function waysInto(command) {
  const ways = [];
  const walk = (thing, path) => {
    const nested = (thing.options ?? []).filter((option) => option.type <= 2);
    if (nested.length) return nested.forEach((option) => walk(option, `${path} ${option.name}`));
    ways.push({ path, description: thing.description, options: thing.options ?? [], application: command.application, applicationId: command.application_id });
  };
  walk(command, command.name);
  return ways;
}

export function encoded(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ filename: file.name, content_type: file.type || null, content: reader.result.split(",")[1] ?? "" });
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
