// What the server knows about Discord: permissions, limits and fields, as state/discord.js brings it along; the server makes that file.

/** `data` is that file's object; `value` of a permission is its bit as a BigInt. */
export function readRegistry(data) {
  const permissions = data.permissions.map((one) => ({
    ...one, value: 1n << BigInt(one.bit), types: new Set(one.channel_types),
  }));
  return {
    ...data,
    permissions,
    byName: new Map(permissions.map((one) => [one.name, one])),
    all: permissions.reduce((bits, one) => bits | one.value, 0n),
    fieldsOf: (type) => data.channel_fields[type] ?? [],
  };
}

/** Permissions under Discord's headings, in its order; without headings that hold nothing. */
export function grouped(registry, permissions) {
  return registry.groups
    .map((name) => ({ name, permissions: permissions.filter((one) => one.group === name) }))
    .filter((group) => group.permissions.length > 0);
}

export const permissionsOfChannel = (registry, type) =>
  registry.permissions.filter((one) => one.types.has(type));

export function searched(permissions, query) {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return permissions;
  return permissions.filter((one) =>
    one.label.toLowerCase().includes(wanted) || one.name.toLowerCase().replaceAll("_", " ").includes(wanted));
}
