// What pointed to something that is no more: it goes along, and comes back with the undo.

const CHANNEL_SETTINGS = ["afk_channel", "system_channel", "rules_channel", "updates_channel", "safety_alerts_channel"];

export function withoutChannels(design, gone) {
  const keep = (key) => !gone.has(key);
  return {
    ...design,
    settings: settingsWithout(design.settings, gone),
    welcome_screen: design.welcome_screen && {
      ...design.welcome_screen, channels: design.welcome_screen.channels.filter((one) => keep(one.channel)),
    },
    onboarding: onboardingWith(design.onboarding, "channels", keep),
    automod: design.automod && design.automod.map((rule) => ({
      ...rule,
      exempt_channels: rule.exempt_channels.filter(keep),
      actions: rule.actions.map((one) => (gone.has(one.channel) ? { ...one, channel: null } : one)),
    })),
  };
}

export function withoutRoles(design, gone) {
  const keep = (key) => !gone.has(key);
  return {
    ...design,
    channels: design.channels.map((channel) => channelWithout(channel, gone)),
    onboarding: onboardingWith(design.onboarding, "roles", keep),
    automod: design.automod && design.automod.map((rule) => ({
      ...rule, exempt_roles: rule.exempt_roles.filter(keep),
    })),
  };
}

function channelWithout(channel, gone) {
  const targets = Object.keys(channel.access).filter((target) => gone.has(target.replace(/^role:/, "")));
  if (!targets.length) return channel;
  const access = { ...channel.access };
  for (const target of targets) if (target.startsWith("role:")) delete access[target];
  return { ...channel, access };
}

function settingsWithout(settings, gone) {
  const lost = CHANNEL_SETTINGS.filter((name) => gone.has(settings[name]));
  return lost.length ? { ...settings, ...Object.fromEntries(lost.map((name) => [name, null])) } : settings;
}

function onboardingWith(onboarding, side, keep) {
  return onboarding && {
    ...onboarding,
    default_channels: side === "channels" ? onboarding.default_channels.filter(keep) : onboarding.default_channels,
    prompts: onboarding.prompts.map((prompt) => ({
      ...prompt,
      options: prompt.options.map((option) => ({ ...option, [side]: option[side].filter(keep) })),
    })),
  };
}
