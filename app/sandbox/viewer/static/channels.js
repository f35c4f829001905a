// The channel list, as Discord's client orders it: groups, signs, menus, dragging.

import { ask, choiceField, menu, textField } from "./ask.js";
import { draggable, droppable } from "./dragging.js";
import { h, icon } from "./elements.js";

const KINDS = [
  ["0", "Text"], ["2", "Voice"], ["5", "Announcement"], ["13", "Stage"], ["15", "Forum"], ["16", "Media"],
];
const VOICE = new Set(["voice", "stage"]);

export function channelList(app) {
  const { view } = app;
  const head = h("div", { class: "panel-head" },
    h("h2", {}, view.name),
    h("button", { class: "quiet", type: "button", onclick: () => makeChannel(app, null), "data-key": "new-channel" }, icon("plus"), "Channel"),
    h("button", { class: "quiet", type: "button", onclick: () => makeCategory(app), "data-key": "new-category" }, icon("plus"), "Category"));
  const shown = view.groups.reduce((sum, group) => sum + group.channels.length + (group.category ? 1 : 0), 0);
  const hidden = view.total - shown;
  return [head, hidden > 0 ? hiddenNote(app, hidden) : null,
    view.total === 0 ? h("p", { class: "empty" }, "This server has no channels yet. Make the first one above.") : null,
    ...view.groups.map((group) => groupOf(app, group))];
}

function hiddenNote(app, hidden) {
  const verb = hidden === 1 ? "channel is" : "channels are";
  return h("p", { class: "note" }, `${hidden} ${verb} hidden from ${app.viewerName()}.`);
}

function groupOf(app, group) {
  const rows = group.channels.map((channel) => channelRow(app, group, channel));
  return h("div", { class: "group" },
    group.category ? categoryRow(app, group) : null,
    h("ul", { class: "rows" }, rows));
}

function categoryRow(app, group) {
  const { category } = group;
  const row = h("div", { class: "row category" },
    h("button", { type: "button", class: "row-name", "data-key": `c${category.id}`, "aria-current": app.selected === category.id ? "true" : null,
      onclick: () => app.select(category.id), onkeydown: (event) => keys(app, null, category, event) },
    icon("category"), h("span", { class: "label" }, category.name), category.private ? icon("lock", "Private") : null),
    h("button", { type: "button", class: "icon-button", "aria-label": `Channel in ${category.name}`, onclick: () => makeChannel(app, category.id) }, icon("plus")),
    more(app, null, category));
  draggable(row, "category", category);
  droppable(row, (_item, sort) => sort === "channel", (channel) => app.place(channel, category.id, firstLike(group, channel)), true);
  droppable(row, (item, sort) => sort === "category" && item.id !== category.id,
    (moved, below) => app.place(moved, null, below ? app.categoryAfter(category.id, moved.id) : category.id));
  return row;
}

function channelRow(app, group, channel) {
  const parent = group.category?.id ?? null;
  const row = h("li", { class: "row" },
    h("button", { type: "button", class: "row-name", "data-key": `c${channel.id}`, "aria-current": app.selected === channel.id ? "true" : null,
      onclick: () => app.select(channel.id), onkeydown: (event) => keys(app, group, channel, event) },
    icon(channel.kind), h("span", { class: "label" }, channel.name),
    channel.quiet ? icon("quiet", VOICE.has(channel.kind) ? "Cannot connect" : "Read only") : null,
    channel.private ? icon("lock", "Private") : null),
    more(app, group, channel));
  draggable(row, "channel", channel);
  droppable(row, (item, sort) => sort === "channel" && item.id !== channel.id && sameSort(item, channel),
    (moved, below) => app.place(moved, parent, below ? after(group, channel, moved) : channel.id));
  return row;
}

function more(app, group, channel) {
  return h("button", { type: "button", class: "icon-button", "data-key": `m${channel.id}`, "aria-label": `More for ${channel.name}`,
    onclick: () => menu(channel.name, [
      { label: "Rename…", act: () => rename(app, channel) },
      { label: "Move up", disabled: step(app, group, channel, -1) === undefined, act: () => move(app, group, channel, -1) },
      { label: "Move down", disabled: step(app, group, channel, 1) === undefined, act: () => move(app, group, channel, 1) },
      group && { label: "Move to category…", act: () => chooseCategory(app, channel) },
      { label: `Delete ${nounOf(channel)}…`, danger: true, act: () => remove(app, channel) },
    ]) }, icon("more"));
}

function keys(app, group, channel, event) {
  if (event.key === "F2") rename(app, channel);
  else if (event.altKey && event.key === "ArrowUp") move(app, group, channel, -1);
  else if (event.altKey && event.key === "ArrowDown") move(app, group, channel, 1);
  else return;
  event.preventDefault();
}

function siblings(app, group, channel) {
  if (!group) return app.view.groups.map((each) => each.category).filter(Boolean);
  return group.channels.filter((each) => sameSort(each, channel));
}

// The id to stand above after one step; null is the end, undefined is no way to go.
function step(app, group, channel, by) {
  const line = siblings(app, group, channel);
  const at = line.findIndex((each) => each.id === channel.id);
  if (by < 0) return at > 0 ? line[at - 1].id : undefined;
  return at < line.length - 1 ? (line[at + 2]?.id ?? null) : undefined;
}

function move(app, group, channel, by) {
  const before = step(app, group, channel, by);
  if (before !== undefined) app.place(channel, group?.category?.id ?? null, before);
}

function after(group, channel, moved) {
  const line = group.channels.filter((each) => sameSort(each, channel) && each.id !== moved.id);
  return line[line.findIndex((each) => each.id === channel.id) + 1]?.id ?? null;
}

function firstLike(group, channel) {
  return group.channels.find((each) => sameSort(each, channel) && each.id !== channel.id)?.id ?? null;
}

function sameSort(one, other) {
  return VOICE.has(one.kind) === VOICE.has(other.kind);
}

export function nounOf(channel) {
  return channel.kind === "category" ? "category" : "channel";
}

function rename(app, channel) {
  ask(`Rename ${nounOf(channel)}`, [textField("name", "Name", channel.name)], "Rename",
    ({ name }) => app.change("PATCH", `/channels/${channel.id}`, { name }));
}

function chooseCategory(app, channel) {
  const choices = app.view.groups.map((group) => [group.category?.id ?? "", group.category?.name ?? "No category"]);
  ask(`Move ${channel.name}`, [choiceField("parent", "Category", choices, channel.parent_id ?? "")], "Move channel",
    ({ parent }) => app.place(channel, parent || null, null));
}

function remove(app, channel) {
  const lost = channel.kind === "category" ? "Its channels stay, without a category." : "What was written in it goes for good.";
  ask(`Delete ${channel.name}?`, [h("p", {}, lost)], `Delete ${nounOf(channel)}`,
    () => app.change("DELETE", `/channels/${channel.id}`), true);
}

function makeChannel(app, parent) {
  ask("New channel", [textField("name", "Name"), choiceField("type", "Kind", KINDS)], "Make channel",
    ({ name, type }) => app.change("POST", `/guilds/${app.view.id}/channels`, { name, type: Number(type), parent_id: parent }));
}

function makeCategory(app) {
  ask("New category", [textField("name", "Name")], "Make category",
    ({ name }) => app.change("POST", `/guilds/${app.view.id}/channels`, { name, type: 4 }));
}
