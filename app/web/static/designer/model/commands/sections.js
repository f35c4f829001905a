// The server's settings, welcome screen, onboarding, automod rules, and what is not named.
import { same } from "../design.js";
import { keyFrom, uniqueKey } from "../keys.js";

export function setSetting(design, name, value) {
  return same(design.settings[name], value) ? design : { ...design, settings: { ...design.settings, [name]: value } };
}

/** The design does not speak about it any more: it stays as it is on the server. */
export function dropSetting(design, name) {
  if (!(name in design.settings)) return design;
  const { [name]: _, ...settings } = design.settings;
  return { ...design, settings };
}

export const setSection = (design, section, value) =>
  same(design[section], value) ? design : { ...design, [section]: value };

export const setUnmanaged = (design, kind, value) =>
  setSection(design, "unmanaged", { ...design.unmanaged, [kind]: value });

export const setIgnored = (design, kind, fields) => setSection(design, "ignore", { ...design.ignore, [kind]: fields });

export const newWelcome = () => ({ enabled: true, description: null, channels: [] });
export const newOnboarding = () => ({ enabled: false, mode: 0, default_channels: [], prompts: [] });

export function addPrompt(design, title) {
  const prompts = design.onboarding.prompts;
  const prompt = {
    key: uniqueKey(keyFrom(title, "question"), new Set(prompts.map((one) => one.key))), title, type: 0,
    single_select: false, required: false, in_onboarding: true, options: [],
  };
  return setSection(design, "onboarding", { ...design.onboarding, prompts: [...prompts, prompt] });
}

export function newOption(prompt, title) {
  const key = uniqueKey(keyFrom(title, "answer"), new Set(prompt.options.map((one) => one.key)));
  return { key, title, description: null, emoji: null, roles: [], channels: [] };
}

export function newTag(tags, name) {
  const key = uniqueKey(keyFrom(name, "tag"), new Set(tags.map((one) => one.key)));
  return { key, name, moderated: false, emoji: null };
}

const METADATA = {
  1: { keyword_filter: [], regex_patterns: [], allow_list: [] },
  3: {},
  4: { presets: [1], allow_list: [] },
  5: { mention_total_limit: 5, mention_raid_protection_enabled: false },
  6: { keyword_filter: [], regex_patterns: [], allow_list: [] },
};

export function newRule(rules, trigger, name) {
  return {
    key: uniqueKey(keyFrom(name, "rule"), new Set(rules.map((one) => one.key))), name, trigger,
    event: trigger === 6 ? 2 : 1, metadata: METADATA[trigger],
    actions: [{ type: trigger === 6 ? 4 : 1, channel: null, duration: null, message: null }],
    enabled: true, exempt_roles: [], exempt_channels: [], protect: false, ignore: [],
  };
}

/** A list with one entry replaced (value undefined: removed), or moved to another place. */
export const replacedAt = (list, at, value) =>
  value === undefined ? list.toSpliced(at, 1) : list.with(at, value);

export function movedAt(list, from, to) {
  if (to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, list[from]);
}
