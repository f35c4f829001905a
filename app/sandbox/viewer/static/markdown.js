// Discord's markdown as elements. What is not understood stays as it was written.

import { h } from "./elements.js";

const INLINE = new RegExp([
  "(`+)(?<code>.+?)\\1(?!`)", "\\*\\*(?<bold>.+?)\\*\\*", "__(?<under>.+?)__", "~~(?<gone>.+?)~~", "\\|\\|(?<hidden>.+?)\\|\\|",
  "\\*(?<italic>[^*\\s](?:[^*]*[^*\\s])?)\\*", "(?<![\\w])_(?<italic2>[^_\\s](?:[^_]*[^_\\s])?)_(?![\\w])",
  "\\[(?<label>[^\\]]+)\\]\\(<?(?<to>https?:[^)\\s>]+)>?\\)", "<(?<plain>https?:[^>\\s]+)>", "(?<link>https?:/{2}[^\\s<>]+[^\\s<>.,:;!?)\\]])",
  "<@!?(?<user>\\d+)>", "<@&(?<role>\\d+)>", "<#(?<channel>\\d+)>", "<t:(?<time>-?\\d+)(?::(?<style>[tTdDfFR]))?>",
  "</(?<command>[^:>]+):\\d+>", "<a?:(?<emoji>\\w+):\\d+>", "(?<all>@everyone|@here)", "\\\\(?<escaped>[^0-9A-Za-z\\s])",
].join("|"), "su");

export function markdown(text, names) {
  const parts = text.split(/```(?:([\w+-]*)\n)?([\s\S]+?)```/);
  const found = [];
  for (let at = 0; at < parts.length; at += 3) {
    if (parts[at]) found.push(...blocks(parts[at], names));
    if (parts[at + 2] !== undefined) found.push(h("pre", {}, h("code", {}, parts[at + 2].replace(/\n$/, ""))));
  }
  return found;
}

function blocks(text, names) {
  const found = [];
  for (const line of text.replace(/^\n|\n$/g, "").split("\n")) {
    const heading = /^(#{1,3}) +(.+)$/.exec(line);
    const item = /^( *)(?:[-*]|\d+\.) +(.+)$/.exec(line);
    if (heading) found.push(h("p", { class: `heading heading-${heading[1].length}` }, inline(heading[2], names)));
    else if (line.startsWith("-# ")) found.push(h("p", { class: "subtext" }, inline(line.slice(3), names)));
    else if (line.startsWith("> ")) found.push(h("blockquote", {}, inline(line.slice(2), names)));
    else if (item) found.push(h("p", { class: item[1] ? "item item-deep" : "item" }, inline(item[2], names)));
    else found.push(h("p", {}, line ? inline(line, names) : h("br")));
  }
  return found;
}

export function inline(text, names) {
  const match = INLINE.exec(text);
  if (!match) return [text];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [before, element(match.groups, names), ...inline(after, names)].filter((each) => each !== "");
}

function element(found, names) {
  const inner = (words) => inline(words, names);
  if (found.code !== undefined) return h("code", {}, found.code);
  if (found.bold !== undefined) return h("strong", {}, inner(found.bold));
  if (found.under !== undefined) return h("u", {}, inner(found.under));
  if (found.gone !== undefined) return h("s", {}, inner(found.gone));
  if (found.hidden !== undefined) return spoiler(inner(found.hidden));
  if (found.italic ?? found.italic2) return h("em", {}, inner(found.italic ?? found.italic2));
  if (found.to !== undefined) return link(found.to, inner(found.label));
  if (found.plain ?? found.link) return link(found.plain ?? found.link, found.plain ?? found.link);
  if (found.user !== undefined) return mention(`@${names.users[found.user] ?? "unknown-user"}`);
  if (found.role !== undefined) return mention(`@${names.roles[found.role] ?? "unknown-role"}`);
  if (found.channel !== undefined) return mention(`#${names.channels[found.channel] ?? "unknown"}`);
  if (found.time !== undefined) return moment(Number(found.time), found.style ?? "f");
  if (found.command !== undefined) return mention(`/${found.command}`);
  if (found.emoji !== undefined) return h("span", { class: "emoji" }, `:${found.emoji}:`);
  if (found.all !== undefined) return mention(found.all);
  return found.escaped ?? "";
}

function mention(words) {
  return h("span", { class: "mention" }, words);
}

export function link(to, ...words) {
  return h("a", { href: to, target: "_blank", rel: "noreferrer noopener" }, ...words);
}

function spoiler(children) {
  const found = h("span", { class: "spoiler", role: "button", tabindex: "0", title: "Spoiler", onclick: () => found.classList.add("spoiler-open") }, children);
  return found;
}

const STYLES = {
  t: { timeStyle: "short" }, T: { timeStyle: "medium" }, d: { dateStyle: "short" }, D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" }, F: { dateStyle: "full", timeStyle: "short" },
};

function moment(seconds, style) {
  const date = new Date(seconds * 1000);
  const words = style === "R" ? relative(seconds) : new Intl.DateTimeFormat("en-GB", STYLES[style]).format(date);
  return h("time", { class: "moment", datetime: date.toISOString(), title: date.toString() }, words);
}

function relative(seconds) {
  const away = seconds - Date.now() / 1000;
  const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = units.find(([, each]) => Math.abs(away) >= each) ?? ["second", 1];
  return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.round(away / size), unit);
}
