// Members under the roles that stand apart, what can be done with them, and the audit log in words.

import { ask, choiceField, menu } from "./ask.js";
import { count, dot, h, hex, icon } from "./elements.js";

const DID = {
  GUILD_UPDATE: "changed the server", CHANNEL_CREATE: "made channel", CHANNEL_UPDATE: "changed channel",
  CHANNEL_DELETE: "deleted channel", CHANNEL_OVERWRITE_CREATE: "added permissions in", CHANNEL_OVERWRITE_UPDATE: "changed permissions in",
  CHANNEL_OVERWRITE_DELETE: "removed permissions in", MEMBER_ROLE_UPDATE: "changed the roles of", MEMBER_UPDATE: "changed member",
  MEMBER_KICK: "kicked", MEMBER_BAN_ADD: "banned", MEMBER_BAN_REMOVE: "unbanned", BOT_ADD: "added bot",
  WEBHOOK_CREATE: "made webhook", WEBHOOK_UPDATE: "changed webhook", WEBHOOK_DELETE: "deleted webhook",
  MESSAGE_DELETE: "deleted a message of", MESSAGE_BULK_DELETE: "deleted messages in", MESSAGE_PIN: "pinned a message of", MESSAGE_UNPIN: "unpinned a message of",
  ROLE_CREATE: "made role", ROLE_UPDATE: "changed role", ROLE_DELETE: "deleted role",
};

export function memberList(app) {
  const left = new Set(app.view.members);
  const groups = app.view.roles.filter((role) => role.hoist).map((role) => {
    const members = [...left].filter((member) => member.roles.includes(role.id));
    members.forEach((member) => left.delete(member));
    return [role.name, members];
  });
  groups.push(["Members", [...left]]);
  return [h("h2", {}, "Members"), ...groups.filter(([, members]) => members.length).map(([name, members]) => h("div", { class: "group" },
    h("h3", {}, `${name} · ${members.length}`), h("ul", { class: "rows" }, members.map((member) => memberRow(app, member)))))];
}

function memberRow(app, member) {
  const name = h("span", { class: "label" }, member.name);
  if (member.color) name.style.setProperty("--name", hex(member.color));
  const roles = member.roles.map((id) => app.view.roles.find((role) => role.id === id)).filter(Boolean);
  return h("li", { class: "row member" }, h("span", { class: "initial", "aria-hidden": "true" }, [...member.name][0]?.toUpperCase() ?? "?"), name,
    member.bot ? h("span", { class: "tag" }, "bot") : null,
    member.owner ? h("span", { class: "tag" }, "owner") : null,
    h("span", { class: "tally", title: roles.map((role) => role.name).join(", ") }, roles.slice(0, 4).map((role) => dot(role.color)),
      roles.length > 4 ? `+${roles.length - 4}` : null),
    h("button", { type: "button", class: "icon-button", "aria-label": `More for ${member.name}`, "data-key": `m${member.id}`, onclick: () => memberMenu(app, member) }, icon("more")));
}

function memberMenu(app, member) {
  const path = `/guilds/${app.view.id}/members/${member.id}`;
  const own = (role) => member.roles.includes(role.id);
  const loose = app.view.roles.filter((role) => !role.everyone && !role.managed);
  const kick = () => ask(`Kick ${member.name}?`, [h("p", {}, member.bot ? "The bot loses the server, and its role goes with it." : "They can come back with a new invite, without their roles.")],
    `Kick ${member.name}`, () => app.change("DELETE", path), true);
  menu(member.name, [
    { label: "Apps…", disabled: !app.talk.commands.some((command) => command.type === 2), act: () => app.talk.memberCommands(member) },
    { label: "Give a role", disabled: loose.every(own), act: () => chooseRole(`Give ${member.name} a role`, loose.filter((role) => !own(role)), "Give role", (id) => app.change("PUT", `${path}/roles/${id}`)) },
    { label: "Take a role", disabled: !loose.some(own), act: () => chooseRole(`Take a role from ${member.name}`, loose.filter(own), "Take role", (id) => app.change("DELETE", `${path}/roles/${id}`)) },
    { label: "Let them leave", disabled: member.owner, act: () => app.change("POST", `${path}/leave`) },
    { label: `Kick ${member.name}`, danger: true, disabled: member.owner, act: kick },
  ]);
}

function chooseRole(title, roles, verb, act) {
  ask(title, [choiceField("role", "Role", roles.map((role) => [role.id, role.name]))], verb, ({ role }) => act(role));
}

export function log(app) {
  const entries = app.view.log;
  return [h("h2", {}, "Audit log"),
    entries.length ? h("ol", { class: "log" }, entries.map(entryRow))
      : h("p", { class: "empty" }, "Nothing has been changed yet. Whatever a bot or you change stands here, newest first.")];
}

function entryRow(entry) {
  const did = DID[entry.action] ?? entry.action.toLowerCase().replaceAll("_", " ");
  return h("li", {},
    h("p", {}, h("strong", {}, entry.who), entry.bot ? h("span", { class: "tag" }, "bot") : null, ` ${did} `, entry.target ? h("strong", {}, entry.target) : null),
    entry.reason ? h("p", { class: "reason" }, `“${entry.reason}”`) : null,
    entry.changes.length ? h("details", { "data-key": `l${entry.id}` }, h("summary", {}, count(entry.changes.length, "change")),
      h("ul", {}, entry.changes.map((change) => h("li", {}, h("code", {}, change.key), ` ${value(change.old)} → ${value(change.new)}`)))) : null,
    h("time", { datetime: entry.at, title: new Date(entry.at).toLocaleString("en") }, ago(new Date(entry.at))));
}

const SPANS = [["day", 86_400], ["hour", 3600], ["minute", 60], ["second", 1]];
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

function ago(moment) {
  const seconds = Math.round((moment - Date.now()) / 1000);
  const [unit, length] = SPANS.find(([, each]) => Math.abs(seconds) >= each) ?? ["second", 1];
  return relative.format(Math.round(seconds / length), unit);
}

function value(each) {
  if (each === null || each === undefined) return "nothing";
  return typeof each === "object" ? JSON.stringify(each) : String(each);
}
