// What can be touched in a message, and the layouts of version 2.

import { picture } from "./embeds.js";
import { h, hex, icon } from "./elements.js";
import { link, markdown } from "./markdown.js";

const STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link", 6: "premium" };
const SELECTS = new Set([3, 5, 6, 7, 8]);

export function componentParts(talk, message, components) {
  return components.map((each) => part(talk, message, each));
}

function part(talk, message, each) {
  const inside = () => componentParts(talk, message, each.components ?? []);
  if (each.type === 1) return h("div", { class: "action-row" }, inside());
  if (each.type === 2) return button(talk, message, each);
  if (SELECTS.has(each.type)) return select(talk, message, each);
  if (each.type === 9) return h("div", { class: "section" }, h("div", { class: "section-words" }, inside()), part(talk, message, each.accessory));
  if (each.type === 10) return h("div", { class: "words" }, markdown(each.content, talk.names));
  if (each.type === 11) return h("div", { class: "thumbnail" }, picture(each.media.url, each.description));
  if (each.type === 12) return h("div", { class: `gallery gallery-${Math.min(each.items.length, 3)}` }, each.items.map((item) => picture(item.media.url, item.description)));
  if (each.type === 13) return fileLine(each.file.url, each.name ?? "file", each.size);
  if (each.type === 14) return h("hr", { class: `separator${each.divider ? "" : " separator-plain"}${each.spacing === 2 ? " separator-wide" : ""}` });
  if (each.type === 17) return container(inside(), each);
  return h("p", { class: "note" }, `A component of type ${each.type}, which this page cannot draw.`);
}

function container(children, each) {
  const found = h("div", { class: "container" }, children);
  if (each.accent_color !== null) found.style.setProperty("--bar", hex(each.accent_color));
  return found;
}

export function fileLine(url, name, size) {
  return h("p", { class: "file" }, icon("file"), link(url, name), size === null ? null : h("span", { class: "note" }, bytes(size)));
}

function bytes(size) {
  return size < 1024 ? `${size} bytes` : size < 1048576 ? `${(size / 1024).toFixed(1)} kB` : `${(size / 1048576).toFixed(1)} MB`;
}

function face(each) {
  const emoji = each.emoji ? (each.emoji.id ? `:${each.emoji.name}:` : each.emoji.name) : null;
  return [emoji ? h("span", { class: "emoji" }, emoji) : null, each.label ?? null];
}

function button(talk, message, each) {
  const style = STYLES[each.style];
  if (each.style === 5) return h("a", { class: "press press-link", href: each.url, target: "_blank", rel: "noreferrer noopener", "aria-disabled": each.disabled ? "true" : null }, face(each), h("span", { "aria-hidden": "true" }, "↗"));
  return h("button", {
    type: "button", class: `press press-${style}`, disabled: each.disabled || talk.isWaitingFor(message, each) || null,
    "data-key": `c${message.id}-${each.id}`, onclick: () => talk.touch(message, { custom_id: each.custom_id }),
  }, face(each));
}

function select(talk, message, each) {
  const choices = choicesOf(talk, each);
  const send = (values) => talk.touch(message, { custom_id: each.custom_id, values });
  const words = each.placeholder ?? "Make a selection";
  if (each.max_values === 1 && each.min_values === 1) {
    const chosen = choices.find((choice) => choice.chosen);
    const list = h("select", { class: "pick", disabled: each.disabled, "aria-label": words, "data-key": `c${message.id}-${each.id}`, onchange: (event) => send([event.target.value]) },
      h("option", { value: "", disabled: true, selected: !chosen }, words),
      choices.map((choice) => h("option", { value: choice.value, selected: choice.chosen, title: choice.description }, choice.label)));
    return list;
  }
  return severalOf(message, each, choices, words, send);
}

function severalOf(message, each, choices, words, send) {
  const boxes = choices.map((choice) => h("label", { class: "check" }, h("input", { type: "checkbox", value: choice.value, checked: choice.chosen }), h("span", {}, choice.label)));
  const found = h("details", { class: "pick-several", "data-key": `c${message.id}-${each.id}` }, h("summary", {}, words),
    h("div", { class: "pick-list" }, boxes),
    h("button", { type: "button", class: "primary", onclick: () => {
      found.open = false;
      send([...found.querySelectorAll("input:checked")].map((box) => box.value));
    } }, "Choose"));
  if (each.disabled) found.classList.add("pick-disabled");
  return found;
}

function choicesOf(talk, each) {
  if (each.type === 3) return each.options.map((option) => ({ ...option, chosen: option.default }));
  const preset = new Set((each.default_values ?? []).map((value) => value.id));
  return talk.things({ 5: "user", 6: "role", 7: "mentionable", 8: "channel" }[each.type], each.channel_types).map((thing) => ({ ...thing, chosen: preset.has(thing.value) }));
}
