// The messages of a channel, as the member sees them who acts.

import { componentParts, fileLine } from "./components.js";
import { embedCard, picture } from "./embeds.js";
import { h, hex, icon } from "./elements.js";
import { inline, markdown } from "./markdown.js";

const EPHEMERAL = 64, LOADING = 128;
const SHOWN = /^image\/(png|jpeg|gif|webp)$/;

export function messageRows(talk, messages) {
  return messages.map((message) => (message.type === 6 ? pinned(talk, message) : row(talk, message)));
}

function row(talk, message) {
  const ephemeral = message.flags & EPHEMERAL;
  return h("li", { class: ephemeral ? "message message-ephemeral" : "message", "data-id": message.id },
    origin(talk, message),
    h("div", { class: "message-body" },
      h("span", { class: "avatar", "aria-hidden": "true" }, [...nameOf(talk, message.author)][0]?.toUpperCase() ?? "?"),
      h("div", { class: "message-main" }, byline(talk, message), content(talk, message), ephemeral ? onlyYou(talk, message) : null),
      h("button", { type: "button", class: "icon-button", "aria-label": "More for this message", "data-key": `more-${message.id}`, onclick: () => talk.messageMenu(message) }, icon("more"))));
}

function pinned(talk, message) {
  return h("li", { class: "message message-system" }, icon("pin"), ` ${nameOf(talk, message.author)} pinned a message to this channel. `, time(message));
}

function origin(talk, message) {
  const used = message.interaction;
  if (used) return h("p", { class: "origin" }, "↱ ", h("strong", {}, nameOf(talk, used.user)), " used ", h("code", {}, message.type === 23 ? used.name : `/${used.name}`));
  if (!message.message_reference) return null;
  const other = message.referenced_message;
  if (!other) return h("p", { class: "origin" }, "↱ Original message was deleted");
  const said = other.content || (other.embeds[0]?.title ?? (other.components.length ? "Click to see components" : "Click to see attachment"));
  return h("p", { class: "origin" }, "↱ ", h("strong", {}, nameOf(talk, other.author)), " ", h("span", { class: "origin-words" }, inline(said.split("\n")[0], talk.names)));
}

function byline(talk, message) {
  const name = h("strong", { class: "author" }, nameOf(talk, message.author));
  const color = talk.colorOf(message.author.id);
  if (color) name.style.setProperty("--name", hex(color));
  return h("p", { class: "byline" }, name, message.author.bot ? h("span", { class: "app-tag" }, "APP") : null, time(message),
    message.pinned ? icon("pin", "Pinned") : null);
}

function time(message) {
  const date = new Date(message.timestamp);
  return h("time", { datetime: message.timestamp, title: date.toString() }, new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(date));
}

function content(talk, message) {
  if (message.flags & LOADING) return h("p", { class: "thinking" }, h("span", { class: "dots", "aria-hidden": "true" }, "•••"), ` ${nameOf(talk, message.author)} is thinking…`);
  const edited = message.edited_timestamp ? h("span", { class: "edited" }, "(edited)") : null;
  return [
    message.content ? h("div", { class: "words" }, markdown(message.content, talk.names), edited) : edited,
    message.embeds.map((embed) => embedCard(embed, talk.names)),
    referenced(message) ? null : message.attachments.map(attachment),
    componentParts(talk, message, message.components),
  ].flat();
}

// In version 2 files are shown where the layout puts them.
function referenced(message) {
  return message.flags & (1 << 15);
}

function attachment(file) {
  const words = file.description ?? file.filename;
  return SHOWN.test(file.content_type ?? "") ? h("div", { class: "picture" }, picture(file.url, words)) : fileLine(file.url, file.filename, file.size);
}

function onlyYou(talk, message) {
  return h("p", { class: "only-you" }, icon("eye"), " Only you can see this · ",
    h("button", { type: "button", class: "as-link", "data-key": `dismiss-${message.id}`, onclick: () => talk.remove(message) }, "Dismiss message"));
}

export function nameOf(talk, user) {
  return talk.names.users[user.id] ?? user.global_name ?? user.username;
}

export function underWay(talk, interactions) {
  return interactions.filter((each) => each.state !== "answered").reverse().map((each) => h("li", { class: `message message-system state-${each.state}`, role: "status" },
    each.state === "failed" ? [icon("failed"), " The application did not respond"] : "Sending…",
    h("span", { class: "note" }, each.command ? ` /${each.command}` : each.custom_id ? ` ${each.custom_id}` : "")));
}
