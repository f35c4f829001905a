// What is selected, looked at and being renamed. Keys of the section that is open.
import { batch, computed, drawNow, signal } from "../../lib/html.js";
import { channelOf, roleOf } from "../model/design.js";
import { design } from "./document.js";

export const section = signal("channels"); // channels | roles | server | welcome_screen | onboarding | automod | unmanaged
export const selected = signal(new Set());
/** The row that has the tab stop; ranges reach from `anchor`. */
export const current = signal(null);
export const renaming = signal(null);
export const collapsed = signal(new Set());
export const query = signal("");
/** What the right column (or the sheet) shows: "inspector" | "yaml" | "findings" | "versions". */
export const side = signal("inspector");
export const sheetOpen = signal(false);
let anchor = null;

const found = (key) => (section.value === "roles" ? roleOf : channelOf)(design.value, key);
/** The selected things that exist, in the order of the document. */
export const selectedThings = computed(() => {
  const list = section.value === "roles" ? design.value.roles : design.value.channels;
  return selected.value.size === 0 ? [] : list.filter((one) => selected.value.has(one.key));
});

export function openSection(name, key = null) {
  batch(() => {
    if (section.value !== name) selected.value = new Set();
    section.value = name;
    side.value = side.value === "yaml" ? "yaml" : "inspector";
    if (key !== null) select(key);
  });
}

export function select(key) {
  batch(() => {
    anchor = key;
    current.value = key;
    selected.value = new Set(key === null ? [] : [key]);
    if (side.value !== "yaml") side.value = "inspector";
  });
}

export function toggle(key) {
  batch(() => {
    const next = new Set(selected.value);
    if (!next.delete(key)) next.add(key);
    anchor = key;
    current.value = key;
    selected.value = next;
  });
}

/** From the anchor to `key`, along the rows as they are shown. */
export function extendTo(key, rows) {
  const [from, to] = [rows.indexOf(anchor ?? key), rows.indexOf(key)].sort((a, b) => a - b);
  batch(() => {
    current.value = key;
    selected.value = new Set(rows.slice(Math.max(from, 0), to + 1));
  });
}

export function selectMany(keys) {
  batch(() => {
    anchor = keys[0] ?? null;
    current.value = keys[0] ?? null;
    selected.value = new Set(keys);
  });
}

/** The keys an action on `key` is about: the whole selection when it is part of it. */
export const affected = (key) =>
  selected.value.has(key) && selected.value.size > 1 ? selectedThings.value.map((one) => one.key) : [key];

export function toggleCollapsed(key, closed = !collapsed.value.has(key)) {
  const next = new Set(collapsed.value);
  if (closed) next.add(key);
  else next.delete(key);
  collapsed.value = next;
}

/** The box for the name is there, and has the focus, when this returns. */
export function rename(key) {
  renaming.value = key;
  drawNow();
}

export const exists = (key) => Boolean(found(key));

export function openFindings() {
  side.value = "findings";
  sheetOpen.value = true;
}
