// The designer's document is the design JSON itself, never changed in place: every edit makes a new
// one that shares all untouched parts, so "is it the same thing" is "is it the same object".

export const TEXT = 0, VOICE = 2, CATEGORY = 4, ANNOUNCEMENT = 5, STAGE = 13, FORUM = 15, MEDIA = 16;
export const EVERYONE = "everyone";

export const isVoice = (channel) => channel.type === VOICE || channel.type === STAGE;
export const isCategory = (channel) => channel.type === CATEGORY;
export const hasPosts = (channel) => channel.type === FORUM || channel.type === MEDIA;
export const isTextLike = (type) => type !== VOICE && type !== STAGE && type !== CATEGORY;

const indexes = new WeakMap();

/** Lookups of one document; made once per document. `children` has keys by category (null: none). */
export function indexOf(design) {
  let index = indexes.get(design);
  if (!index) indexes.set(design, (index = makeIndex(design)));
  return index;
}

function makeIndex(design) {
  const channels = new Map(), channelAt = new Map(), children = new Map([[null, []]]);
  design.channels.forEach((channel, at) => {
    channels.set(channel.key, channel);
    channelAt.set(channel.key, at);
    if (isCategory(channel)) children.set(channel.key, children.get(channel.key) ?? []);
    else {
      const siblings = children.get(channel.parent);
      if (siblings) siblings.push(channel.key);
      else children.set(channel.parent, [channel.key]);
    }
  });
  const roles = new Map(), roleAt = new Map();
  design.roles.forEach((role, at) => { roles.set(role.key, role); roleAt.set(role.key, at); });
  return { channels, channelAt, children, roles, roleAt };
}

export const channelOf = (design, key) => indexOf(design).channels.get(key);
export const roleOf = (design, key) => indexOf(design).roles.get(key);
export const categoriesOf = (design) => design.channels.filter(isCategory);

/** Discord's order: no category first, then each category with its channels, text above voice. */
export function displayOrder(channels) {
  const categories = channels.filter(isCategory);
  const groups = new Map([[null, [[], []]], ...categories.map((one) => [one.key, [[], []]])]);
  for (const channel of channels) {
    if (isCategory(channel)) continue;
    (groups.get(channel.parent) ?? groups.get(null))[isVoice(channel) ? 1 : 0].push(channel);
  }
  const [text, voice] = groups.get(null);
  const ordered = [...text, ...voice];
  for (const category of categories) {
    const [below, lowest] = groups.get(category.key);
    ordered.push(category, ...below, ...lowest);
  }
  return ordered;
}

/** The document with some fields of one channel or role replaced; the same one if nothing differs. */
export function withFields(design, section, key, fields) {
  const at = (section === "channels" ? indexOf(design).channelAt : indexOf(design).roleAt).get(key);
  if (at === undefined) return design;
  const before = design[section][at];
  if (Object.entries(fields).every(([name, value]) => same(before[name], value))) return design;
  const list = design[section].slice();
  list[at] = { ...before, ...fields };
  return { ...design, [section]: list };
}

/** Whether two JSON values say the same. */
export function same(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a)) return a.length === b.length && a.every((item, at) => same(item, b[at]));
  const names = Object.keys(a);
  return names.length === Object.keys(b).length
    && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
}

export function emptyDesign() {
  return {
    format: 1,
    unmanaged: { roles: "keep", channels: "keep" },
    roles: [newRole(EVERYONE, "@everyone", "0")],
    channels: [], settings: {}, welcome_screen: null, onboarding: null, automod: null,
    ignore: { roles: [], channels: [], automod: [] },
  };
}

export function newRole(key, name, permissions = "0") {
  return {
    key, name, permissions, colors: { primary: 0, secondary: null, tertiary: null }, hoist: false,
    mentionable: false, unicode_emoji: null, protect: false, ignore: [],
  };
}

const DEFAULTS = {
  topic: "", nsfw: false, slowmode: 0, bitrate: 64000, user_limit: 0, region: null, video_quality: 1,
  archive_after: null, thread_slowmode: 0, tags: [], default_reaction: null, sort_order: null, layout: 0,
  flags: 0,
};

/** A channel with Discord's defaults in every field its type has (`fields`: names by type). */
export function newChannel(fields, { key, type, name, parent = null, access = {} }) {
  const channel = { key, type, name, parent, access };
  for (const field of fields) if (field in DEFAULTS) channel[field] = DEFAULTS[field];
  return { ...channel, protect: false, ignore: [] };
}
