// The roles from the top, and the chosen one's settings.

import { ask, menu, textField } from "./ask.js";
import { draggable, droppable } from "./dragging.js";
import { count, dot, h, hex, icon } from "./elements.js";

export function roleList(app) {
  return [
    h("div", { class: "panel-head" }, h("h2", {}, "Roles"),
      h("button", { type: "button", class: "quiet", "data-key": "new-role", onclick: () => make(app) }, icon("plus"), "Role")),
    h("ul", { class: "rows" }, app.view.roles.map((role) => roleRow(app, role))),
    editor(app),
  ];
}

function roleRow(app, role) {
  const row = h("li", { class: "row" },
    h("button", { type: "button", class: "row-name", "data-key": `r${role.id}`, "aria-current": app.role === role.id ? "true" : null,
      onclick: () => app.selectRole(role.id), onkeydown: (event) => keys(app, role, event) },
    dot(role.color), h("span", { class: "label" }, role.name),
    role.managed ? h("span", { class: "tag" }, "managed") : null,
    h("span", { class: "tally" }, role.everyone ? "everybody" : count(role.members, "member"))),
    role.everyone ? null : h("button", { type: "button", class: "icon-button", "aria-label": `More for ${role.name}`, onclick: () => actions(app, role) }, icon("more")));
  if (role.everyone) return row;
  draggable(row, "role", role);
  droppable(row, (item, sort) => sort === "role" && item.id !== role.id,
    (moved, below) => place(app, moved, below ? next(app, role, moved) : role.id));
  return row;
}

function actions(app, role) {
  menu(role.name, [
    { label: "Move up", disabled: step(app, role, -1) === undefined, act: () => move(app, role, -1) },
    { label: "Move down", disabled: step(app, role, 1) === undefined, act: () => move(app, role, 1) },
    { label: "Delete role…", danger: true, disabled: role.managed, act: () => remove(app, role) },
  ]);
}

function keys(app, role, event) {
  if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  event.preventDefault();
  move(app, role, event.key === "ArrowUp" ? -1 : 1);
}

function line(app) {
  return app.view.roles.filter((role) => !role.everyone);
}

function step(app, role, by) {
  const roles = line(app);
  const at = roles.findIndex((each) => each.id === role.id);
  if (at < 0) return undefined;
  if (by < 0) return at > 0 ? roles[at - 1].id : undefined;
  return at < roles.length - 1 ? (roles[at + 2]?.id ?? null) : undefined;
}

function move(app, role, by) {
  const before = step(app, role, by);
  if (before !== undefined) place(app, role, before);
}

function next(app, role, moved) {
  const roles = line(app).filter((each) => each.id !== moved.id);
  return roles[roles.findIndex((each) => each.id === role.id) + 1]?.id ?? null;
}

function place(app, role, before) {
  app.change("POST", `/guilds/${app.view.id}/roles/${role.id}/place`, { before_id: before });
}

function make(app) {
  ask("New role", [textField("name", "Name")], "Make role",
    ({ name }) => app.change("POST", `/guilds/${app.view.id}/roles`, { name }));
}

function remove(app, role) {
  ask(`Delete ${role.name}?`, [h("p", {}, `${count(role.members, "member")} will lose it.`)], "Delete role",
    () => app.change("DELETE", `/guilds/${app.view.id}/roles/${role.id}`), true);
}

function editor(app) {
  const role = app.view.roles.find((each) => each.id === app.role);
  if (!role) return h("p", { class: "empty" }, "Choose a role to change its name, colour and permissions.");
  const save = (form) => app.change("PATCH", `/guilds/${app.view.id}/roles/${role.id}`, form);
  return h("div", { class: "editor" },
    h("h3", { class: "titled" }, dot(role.color), role.name),
    role.everyone ? null : appearance(role, save),
    h("h3", {}, "Permissions"),
    h("ul", { class: "checks" }, app.permissions.map((each) => permission(role, each, save))));
}

function appearance(role, save) {
  return h("div", { class: "fields" },
    h("label", { class: "field" }, h("span", {}, "Name"),
      h("input", { value: role.name, maxlength: 100, "data-key": "role-name", onchange: (event) => save({ name: event.target.value }) })),
    h("label", { class: "field field-short" }, h("span", {}, "Colour"),
      h("input", { type: "color", value: hex(role.color), "data-key": "role-colour", onchange: (event) => save({ color: parseInt(event.target.value.slice(1), 16) }) })),
    check("Show members separately", role.hoist, "role-hoist", (hoist) => save({ hoist })),
    check("Anyone may mention it", role.mentionable, "role-mention", (mentionable) => save({ mentionable })));
}

function permission(role, each, save) {
  const bit = BigInt(each.bit);
  const held = BigInt(role.permissions);
  return h("li", {}, check(each.label, Boolean(held & bit), `p${each.bit}`,
    (on) => save({ permissions: String(on ? held | bit : held & ~bit) })));
}

function check(label, checked, key, act) {
  return h("label", { class: "check" },
    h("input", { type: "checkbox", checked, "data-key": key, onchange: (event) => act(event.target.checked) }), label);
}
