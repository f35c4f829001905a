// Embeds of messages: a bar in the embed's colour, title, text, fields in columns, pictures.

import { h, hex } from "./elements.js";
import { inline, link, markdown } from "./markdown.js";

export function embedCard(embed, names) {
  const card = h("article", { class: "embed" }, h("div", { class: "embed-words" },
    embed.author ? h("p", { class: "embed-author" }, titled(embed.author.name, embed.author.url)) : null,
    embed.title ? h("p", { class: "embed-title" }, embed.url ? link(embed.url, inline(embed.title, names)) : inline(embed.title, names)) : null,
    embed.description ? h("div", { class: "words" }, markdown(embed.description, names)) : null,
    embed.fields?.length ? h("dl", { class: "embed-fields" }, rows(embed.fields).flatMap((row) => row.map((field) => fieldOf(field, row.length, names)))) : null,
    embed.image ? h("div", { class: "embed-image" }, picture(embed.image.url, "")) : null,
    foot(embed)),
  embed.thumbnail ? h("div", { class: "embed-thumbnail" }, picture(embed.thumbnail.url, "")) : null);
  if (embed.color !== undefined) card.style.setProperty("--bar", hex(embed.color));
  return card;
}

// Up to three inline fields stand beside each other.
function rows(fields) {
  const found = [];
  for (const field of fields) {
    const last = found.at(-1);
    if (field.inline && last?.[0].inline && last.length < 3) last.push(field);
    else found.push([field]);
  }
  return found;
}

function fieldOf(field, beside, names) {
  return h("div", { class: `embed-field beside-${field.inline ? beside : 1}` },
    h("dt", {}, inline(field.name, names)), h("dd", { class: "words" }, markdown(field.value, names)));
}

function foot(embed) {
  const at = embed.timestamp ? new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" }).format(new Date(embed.timestamp)) : null;
  const words = [embed.footer?.text, at].filter(Boolean);
  return words.length ? h("p", { class: "embed-foot" }, words.join(" · ")) : null;
}

function titled(name, url) {
  return url ? link(url, name) : name;
}

// Only what the sandbox itself serves is shown; the rest is named.
export function picture(url, words) {
  if (!url.startsWith(location.origin)) return h("span", { class: "picture-elsewhere" }, link(url, words || url));
  return h("img", { src: url, alt: words ?? "", loading: "lazy" });
}
