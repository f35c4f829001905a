// The page: one state, drawn anew whenever the guild has changed.

import { channelList } from "./channels.js";
import { channelDetails } from "./details.js";
import { h, isTypingIn, refill } from "./elements.js";
import { log, memberList } from "./people.js";
import { roleList } from "./roles.js";
import { call } from "./server.js";
import { Talk } from "./talk.js";

const LOOK_EVERY_MS = 1000;
const TABS = [["channels", "Channels"], ["conversation", "Messages"], ["channel", "Settings"], ["roles", "Roles"], ["members", "Members"], ["log", "Log"]];
const SIDES = { channel: channelDetails, roles: roleList, members: memberList, log };

const at = (id) => document.getElementById(id);

const app = {
  view: null, permissions: [], selected: null, role: null, side: "channel", version: -1,

  channel() {
    return this.view.groups.flatMap((group) => [group.category, ...group.channels]).find((each) => each?.id === this.selected) ?? null;
  },
  target(overwrite) {
    const found = overwrite.type === 0 ? this.view.roles : this.view.members;
    return found.find((each) => each.id === overwrite.id) ?? { name: "Somebody who left", color: 0 };
  },
  viewerName() {
    return at("view-as").selectedOptions[0]?.textContent ?? "this viewer";
  },
  categoryAfter(id, moved) {
    const line = this.view.groups.map((group) => group.category).filter((each) => each && each.id !== moved);
    return line[line.findIndex((each) => each.id === id) + 1]?.id ?? null;
  },
  select(id) {
    this.selected = id;
    this.side = "channel";
    show("conversation");
    this.talk.load();
  },
  selectRole(id) {
    this.role = this.role === id ? null : id;
    draw();
  },
  place(channel, parent, before) {
    this.change("POST", `/channels/${channel.id}/place`, { parent_id: parent, before_id: before });
  },
  async change(method, path, form) {
    try {
      await call(method, path, form);
    } catch (error) {
      tell(error.message);
    }
    document.activeElement?.matches("input, textarea") && document.activeElement.blur();
    await load();
  },
};

async function load() {
  const guild = at("guild").value;
  if (!guild) return;
  try {
    app.view = await call("GET", `/guilds/${guild}?view_as=${encodeURIComponent(at("view-as").value)}`);
  } catch (error) {
    if (at("view-as").value === "owner") throw error;
    at("view-as").value = "owner";
    return load();
  }
  app.version = app.view.version;
  if (!app.channel()) app.selected = app.view.groups.flatMap((group) => group.channels)[0]?.id ?? null;
  document.title = `${app.view.name} · Guildwright sandbox`;
  fillViewers();
  draw();
  await app.talk.load();
}

function draw() {
  if (!app.view) return;
  for (const [panel, children] of [[at("channels"), channelList], [at("side"), side]]) {
    if (!isTypingIn(panel)) refill(panel, ...children(app));
  }
  drawTabs();
}

function side() {
  const buttons = Object.keys(SIDES).map((name) => h("button", {
    type: "button", "aria-pressed": String(app.side === name), "data-key": `side-${name}`, onclick: () => { app.side = name; draw(); },
  }, TABS.find(([key]) => key === name)[1]));
  return [h("div", { class: "side-tabs", role: "group", "aria-label": "What to show" }, buttons), ...SIDES[app.side](app)];
}

function drawTabs() {
  const now = at("main").dataset.tab === "side" ? app.side : at("main").dataset.tab;
  refill(at("tabs"), ...TABS.map(([name, words]) => h("button", {
    type: "button", "aria-current": now === name ? "page" : null, "data-key": `tab-${name}`, onclick: () => show(name),
  }, words)));
}

function show(name) {
  if (name in SIDES) app.side = name;
  at("main").dataset.tab = name in SIDES ? "side" : name;
  draw();
}

function fillViewers() {
  const select = at("view-as");
  const now = select.value;
  const options = (items, kind) => items.map((each) => h("option", { value: `${kind}:${each.id}` }, each.name));
  select.replaceChildren(h("option", { value: "owner" }, "Owner"),
    h("optgroup", { label: "Role" }, options(app.view.roles, "role")),
    h("optgroup", { label: "Member" }, options(app.view.members, "member")));
  select.value = now;
  if (!select.value) select.value = "owner";
}

function tell(words) {
  const notice = at("notice");
  notice.textContent = words;
  notice.hidden = false;
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => { notice.hidden = true; }, 6000);
}

function live(words, good) {
  at("live").textContent = words;
  at("live").classList.toggle("live-good", good);
}

async function look() {
  try {
    const guild = at("guild").value;
    if (guild && !document.hidden) {
      const { version } = await call("GET", `/guilds/${guild}/version`);
      if (version !== app.version) await load();
      live("live", true);
    }
  } catch {
    live("The sandbox does not answer.", false);
  }
  setTimeout(look, LOOK_EVERY_MS);
}

async function start() {
  app.talk = new Talk(app, at("conversation"), tell);
  at("guild").addEventListener("change", () => {
    at("view-as").value = "owner";
    app.selected = app.role = null;
    load();
  });
  at("view-as").addEventListener("change", () => {
    const [kind, id] = at("view-as").value.split(":");
    if (kind === "member") app.talk.actor = id;
    if (kind === "owner") app.talk.actor = null;
    app.talk.laid = null;
    load();
  });
  app.permissions = await call("GET", "/permissions");
  if (!at("guild").value) refill(at("channels"), h("p", { class: "empty" }, "This sandbox has no servers yet. Reload the page once it has one."));
  await load();
  look();
}

start().catch((error) => tell(error.message));
