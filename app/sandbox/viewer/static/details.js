// The selected channel: its settings, and who may do what differently in it.

import { nounOf } from "./channels.js";
import { count, dot, h, icon } from "./elements.js";

const STATES = [["deny", "✕", "Deny"], ["inherit", "·", "Leave as it is"], ["allow", "✓", "Allow"]];

export function channelDetails(app) {
  const channel = app.channel();
  if (!channel) return [h("p", { class: "empty" }, "Choose a channel on the left to see its settings.")];
  return [
    h("h2", { class: "titled" }, icon(channel.kind), channel.name),
    settings(app, channel),
    facts(channel),
    h("h3", {}, "Permissions"),
    sync(app, channel),
    ...channel.permission_overwrites.map((overwrite) => overwriteBox(app, channel, overwrite)),
    channel.permission_overwrites.length ? null : h("p", { class: "note" }, "No overwrites here: roles alone decide."),
    adding(app, channel),
  ];
}

function settings(app, channel) {
  const save = (key) => (event) => {
    app.change("PATCH", `/channels/${channel.id}`, { [key]: event.target.value });
  };
  return h("div", { class: "fields" },
    h("label", { class: "field" }, h("span", {}, "Name"),
      h("input", { value: channel.name, maxlength: 100, onchange: save("name"), "data-key": "name" })),
    channel.topic === undefined ? null : h("label", { class: "field" }, h("span", {}, "Topic"),
      h("textarea", { rows: 3, value: channel.topic ?? "", onchange: save("topic"), "data-key": "topic" })));
}

function facts(channel) {
  const lines = [["Kind", channel.kind], ["Position", channel.position]];
  if (channel.nsfw) lines.push(["Age-restricted", "yes"]);
  if (channel.rate_limit_per_user) lines.push(["Slowmode", `${channel.rate_limit_per_user} s`]);
  if (channel.bitrate) lines.push(["Bitrate", `${channel.bitrate / 1000} kbps`]);
  if (channel.user_limit) lines.push(["User limit", channel.user_limit]);
  if (channel.available_tags?.length) lines.push(["Tags", channel.available_tags.map((tag) => tag.name).join(", ")]);
  lines.push(["Id", channel.id]);
  return h("dl", { class: "facts" },
    lines.flatMap(([term, value]) => [h("dt", {}, term), h("dd", {}, String(value))]));
}

function sync(app, channel) {
  if (channel.synced === null) return null;
  const words = channel.synced ? "In sync with its category." : "Differs from its category.";
  return h("p", { class: channel.synced ? "note" : "note note-change" }, words);
}

function overwriteBox(app, channel, overwrite) {
  const target = app.target(overwrite);
  const allow = BigInt(overwrite.allow);
  const deny = BigInt(overwrite.deny);
  const offered = app.permissions.filter((each) => channel.offers.includes(each.bit) || (BigInt(each.bit) & (allow | deny)));
  const known = app.permissions.reduce((sum, each) => sum | BigInt(each.bit), 0n);
  const unknown = (allow | deny) & ~known;
  return h("details", { class: "overwrite", "data-key": `o${channel.id}-${overwrite.id}` },
    h("summary", { "data-key": `s${channel.id}-${overwrite.id}` }, dot(target.color), h("span", { class: "label" }, target.name),
      h("span", { class: "tally" }, `✓ ${bits(allow)}  ✕ ${bits(deny)}`)),
    h("ul", { class: "switches" }, offered.map((each) => switchRow(app, channel, overwrite, each, allow, deny))),
    unknown ? h("p", { class: "note" }, `Also ${count(bits(unknown), "bit")} without a name: ${unknown}.`) : null,
    h("button", { type: "button", class: "quiet danger", onclick: () => app.change("DELETE", `/channels/${channel.id}/overwrites/${overwrite.id}`) },
      `Remove ${target.name} from this ${nounOf(channel)}`));
}

function switchRow(app, channel, overwrite, permission, allow, deny) {
  const bit = BigInt(permission.bit);
  const now = allow & bit ? "allow" : deny & bit ? "deny" : "inherit";
  const buttons = STATES.map(([state, sign, words]) => h("button", {
    type: "button", class: `state state-${state}`, "aria-pressed": String(state === now), "aria-label": `${words}: ${permission.label}`,
    title: words, "data-key": `w${overwrite.id}-${permission.bit}-${state}`,
    onclick: () => app.change("POST", `/channels/${channel.id}/switch/${overwrite.id}`, { state, bit: permission.bit, type: overwrite.type }),
  }, sign));
  return h("li", {}, h("span", {}, permission.label), h("span", { class: "states", role: "group" }, buttons));
}

function adding(app, channel) {
  const has = new Set(channel.permission_overwrites.map((each) => each.id));
  const roles = app.view.roles.filter((role) => !has.has(role.id)).map((role) => h("option", { value: `0:${role.id}` }, role.name));
  const members = app.view.members.filter((member) => !has.has(member.id)).map((member) => h("option", { value: `1:${member.id}` }, member.name));
  const select = h("select", { "aria-label": "Role or member", "data-key": "add-target" },
    h("optgroup", { label: "Roles" }, roles), h("optgroup", { label: "Members" }, members));
  const add = () => {
    const [type, id] = select.value.split(":");
    app.change("POST", `/channels/${channel.id}/switch/${id}`, { state: "inherit", bit: "0", type: Number(type) });
  };
  return h("div", { class: "adding" }, select, h("button", { type: "button", class: "quiet", onclick: add }, icon("plus"), "Add"));
}

function bits(value) {
  return value.toString(2).replaceAll("0", "").length;
}
