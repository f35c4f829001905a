// The list of servers in the header, asked for when it is first opened.
import { api } from "../lib/api.js";
import { say } from "../lib/say.js";

const SEARCH_FROM = 9;

export function startPicker() {
  const picker = document.querySelector("#picker");
  const button = document.querySelector("#picker-button");
  if (!picker || !button) return;
  const list = picker.querySelector("#picker-list");
  const search = picker.querySelector("#picker-search");
  let loaded = false;
  picker.addEventListener("beforetoggle", (event) => { if (event.newState === "open") open(); });
  if (picker.matches(":popover-open")) open();
  search.addEventListener("input", () => filter(list, search.value));
  picker.addEventListener("keydown", (event) => walk(event, picker));
  // Focus stays on the button until an arrow leads into the list.
  button.addEventListener("keydown", (event) => { if (picker.matches(":popover-open")) walk(event, picker); });

  function open() {
    const left = Math.min(button.getBoundingClientRect().left, innerWidth - 352);
    picker.style.left = `${Math.max(12, left)}px`;
    if (!loaded) load();
  }

  async function load() {
    try {
      const guilds = await api.get("/guilds");
      loaded = true;
      fill(list, guilds);
      search.parentElement.hidden = guilds.manage.length + guilds.invite.length < SEARCH_FROM;
      if (!search.parentElement.hidden) search.focus();
    } catch (error) {
      list.replaceChildren(text("p", `${error.detail} ${error.remedy}`));
    }
  }
}

function fill(list, { manage, invite }) {
  const parts = [];
  if (manage.length) parts.push(text("h2", say("Your servers")), ...manage.map((guild) => item(guild, `/g/${guild.id}`, guild.level)));
  if (invite.length) parts.push(text("h2", say("Add the bot")), ...invite.map((guild) => item(guild, guild.invite_url, say("add"))));
  if (!parts.length) parts.push(text("p", say("There is no server here that you can manage. The page of all servers says why.")));
  list.replaceChildren(...parts);
}

function item(guild, href, note) {
  const link = text("a", "");
  link.className = "menu-item";
  link.href = href;
  if (location.pathname.split("/")[2] === guild.id) link.setAttribute("aria-current", "true");
  const name = text("span", guild.name);
  name.className = "picker-item-name";
  const level = text("span", note ?? "");
  level.className = "picker-level";
  link.append(face(guild), name, level);
  return link;
}

function face(guild) {
  const box = text("span", guild.icon_url ? "" : initials(guild.name));
  box.className = "guild-icon";
  box.setAttribute("aria-hidden", "true");
  if (guild.icon_url) {
    const image = document.createElement("img");
    image.src = guild.icon_url;
    image.alt = "";
    box.append(image);
  }
  return box;
}

const initials = (name) => name.split(/\s+/).filter(Boolean).map((word) => [...word][0]).slice(0, 3).join("");

function filter(list, wanted) {
  const needle = wanted.trim().toLocaleLowerCase();
  for (const link of list.querySelectorAll("a")) {
    link.hidden = !link.querySelector(".picker-item-name").textContent.toLocaleLowerCase().includes(needle);
  }
}

function walk(event, picker) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...picker.querySelectorAll("a")].filter((link) => !link.hidden);
  const at = links.indexOf(document.activeElement);
  const next = at < 0 && step < 0 ? links.length - 1 : at + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
  event.preventDefault();
}

function text(kind, words) {
  const node = document.createElement(kind);
  node.textContent = words;
  return node;
}
