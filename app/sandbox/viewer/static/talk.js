// The conversation in a channel: what the acting member sees there and does.

import { ask, choiceField, menu } from "./ask.js";
import { composer } from "./composer.js";
import { h, icon, refill } from "./elements.js";
import { messageRows, underWay } from "./messages.js";
import { close, showModal } from "./modal.js";
import { call } from "./server.js";

const UNWRITTEN = { category: "A category holds channels, not messages.", forum: "A forum holds posts, which are threads; the sandbox has none.", media: "A media channel holds posts, which are threads; the sandbox has none." };
const CHANNEL_TYPES = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13, forum: 15, media: 16 };
const LOOK_AGAIN_MS = 1000;
const CHOICES_WITHIN_S = 3.5;

export class Talk {
  constructor(app, panel, tell) {
    this.app = app;
    this.panel = panel;
    this.tell = tell;
    this.actor = null;
    this.laid = null;
    this.commands = [];
    this.seen = null;
    this.box = null;
    this.messages = h("ol", { class: "messages", "aria-label": "Messages", tabindex: "0" });
  }

  get channel() { return this.app.channel(); }
  get names() { return this.seen.names; }
  get maySend() { return this.seen.may_send; }
  get mayAttach() { return this.seen.may_send && this.seen.may_attach; }
  get place() { return `/guilds/${this.app.view.id}/channels/${this.channel.id}/as/${this.actorId()}`; }

  humans() { return this.app.view.members.filter((member) => !member.bot); }

  actorId() {
    if (!this.humans().some((member) => member.id === this.actor)) this.actor = this.app.view.owner_id;
    return this.actor;
  }

  async load() {
    const { channel } = this;
    if (!channel || UNWRITTEN[channel.kind]) return this.blank(channel);
    const place = this.place;
    if (this.laid !== place) this.box?.replaceChildren();
    try {
      const [seen, commands] = await Promise.all([call("GET", `${place}/messages`), call("GET", `${place}/commands`)]);
      if (place === this.place) this.draw(place, seen, commands);
    } catch (error) {
      this.lay(`refused ${place}`, [this.head(), h("div", { class: "blank" }, icon("lock"), h("p", { class: "empty" }, `${this.actorName()} cannot see this channel. ${error.message}`))]);
    }
  }

  draw(place, seen, commands) {
    this.seen = seen;
    const offered = JSON.stringify([commands, seen.may_send, seen.may_attach]);
    const isNew = this.lay(place, () => [this.head(), this.messages, this.box = h("div", { class: "box" })]);
    if (isNew || offered !== this.offered) {
      this.offered = offered;
      this.commands = commands;
      this.box.replaceChildren(composer(this));
    }
    const wasAtEnd = isNew || this.messages.scrollHeight - this.messages.scrollTop - this.messages.clientHeight < 40;
    if (!this.messages.querySelector("details[open]")) {
      const rows = [...messageRows(this, seen.messages), ...underWay(this, seen.interactions)];
      refill(this.messages, ...(rows.length ? rows : [h("li", { class: "empty" }, `Nothing has been written in ${this.channel.name} yet.`)]));
    }
    if (wasAtEnd) this.messages.scrollTop = this.messages.scrollHeight;
    clearTimeout(this.waiting);
    if (seen.interactions.some((each) => each.state === "waiting")) this.waiting = setTimeout(() => this.load(), LOOK_AGAIN_MS);
    const open = seen.interactions.find((each) => each.modal?.open);
    if (open) showModal(this, open);
    else close();
  }

  lay(key, children) {
    if (this.laid === key) return false;
    this.laid = key;
    this.panel.replaceChildren(...(typeof children === "function" ? children() : children));
    return true;
  }

  blank(channel) {
    if (!channel) return this.lay("none", [h("p", { class: "empty" }, "There is no channel to look into.")]);
    this.laid = null;
    this.lay(`blank ${channel.id}`, [this.head(), h("div", { class: "blank" }, icon(channel.kind), h("p", { class: "empty" }, UNWRITTEN[channel.kind]))]);
  }

  head() {
    const { channel } = this;
    const list = h("select", { "data-key": "acting", onchange: (event) => this.act(event.target.value) },
      this.humans().map((member) => h("option", { value: member.id, selected: member.id === this.actorId() }, member.name)));
    return h("header", { class: "channel-head" }, icon(channel.kind), h("h2", {}, channel.name), channel.private ? icon("lock", "Private") : null,
      channel.topic ? h("p", { class: "topic", title: channel.topic }, channel.topic) : null,
      h("label", { class: "picker acting" }, h("span", {}, "Acting as"), list));
  }

  act(id) {
    this.actor = id;
    this.laid = null;
    close();
    return this.load();
  }

  actorName() { return this.app.view.members.find((member) => member.id === this.actorId())?.name ?? "This member"; }
  colorOf(id) { return this.app.view.members.find((member) => member.id === id)?.color ?? 0; }

  isWaitingFor(message, component) {
    return this.seen.interactions.some((each) => each.state === "waiting" && each.source_message_id === message.id && each.custom_id === component.custom_id);
  }

  things(kind, channelTypes) {
    const { view } = this.app;
    const users = view.members.map((member) => ({ value: member.id, label: `@${member.name}` }));
    const roles = view.roles.map((role) => ({ value: role.id, label: role.everyone ? "@everyone" : `@${role.name} (role)` }));
    if (kind === "user") return users;
    if (kind === "role") return roles;
    if (kind === "mentionable") return [...users, ...roles];
    const channels = view.groups.flatMap((group) => [group.category, ...group.channels]).filter(Boolean);
    return channels.filter((channel) => !channelTypes?.length || channelTypes.includes(CHANNEL_TYPES[channel.kind])).map((channel) => ({ value: channel.id, label: `#${channel.name}` }));
  }

  async doing(work) {
    try {
      await work();
      return true;
    } catch (error) {
      this.tell(error.message);
      return false;
    } finally {
      await this.load();
    }
  }

  write(written) { return this.doing(() => call("POST", `${this.place}/messages`, written)); }
  touch(message, form) { return this.doing(() => call("POST", `${this.place}/messages/${message.id}/components`, form)); }
  remove(message) { return this.doing(() => call("DELETE", `${this.place}/messages/${message.id}`)); }
  upload(file) { return call("POST", `${this.place}/files`, file); }

  async use(form) {
    await call("POST", `${this.place}/commands`, form);
    await this.load();
  }

  async choices(form) {
    try {
      const begun = await call("POST", `${this.place}/commands`, form);
      return (await call("GET", `/interactions/${begun.id}?wait=${CHOICES_WITHIN_S}`)).choices ?? [];
    } catch {
      return [];
    }
  }

  async submit(interaction, values) {
    await call("POST", `/interactions/${interaction.id}/modal`, { values });
    await this.load();
  }

  closeModal(interaction) { return this.doing(() => call("DELETE", `/interactions/${interaction.id}/modal`)); }

  messageMenu(message) {
    const use = (name) => this.doing(() => call("POST", `${this.place}/menus`, { name, target_id: message.id }));
    const apps = message.flags & 64 ? [] : this.commands.filter((command) => command.type === 3);
    menu("Message", [
      ...apps.map((command) => ({ label: `${command.name} · ${command.application}`, act: () => use(command.name) })),
      { label: message.flags & 64 ? "Dismiss" : "Delete message", danger: true, act: () => this.remove(message) },
    ]);
  }

  memberCommands(member) {
    const apps = this.commands.filter((command) => command.type === 2);
    if (!apps.length || !this.seen) return;
    ask(`Apps for ${member.name}`, [choiceField("name", "Command", apps.map((command) => [command.name, `${command.name} · ${command.application}`]))], "Use",
      ({ name }) => this.doing(() => call("POST", `${this.place}/menus`, { name, target_id: member.id })));
  }
}
