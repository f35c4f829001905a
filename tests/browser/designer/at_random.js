// The body of a function: edits `given.design` at random, as told by `given.seed`.
const registry = m.readRegistry(given.registry);
let seed = given.seed;
const random = (below) => { seed = (seed * 1103515245 + 12345) & 0x7fffffff; return (seed >> 8) % below; };
const pick = (list) => list[random(list.length)];
const keys = (design, test) => design.channels.filter(test).map((one) => one.key);
const category = (one) => one.type === 4;

const EDITS = [
  (d) => m.addChannel(d, registry, { type: pick([0, 2, 4, 5, 13, 15, 16]), name: "New One", parent: pick([null, ...keys(d, category)]) })[0],
  (d) => m.moveChannels(d, [pick(keys(d, (one) => !category(one))), pick(keys(d, () => true))], pick([null, ...keys(d, category)]), pick([null, ...keys(d, () => true)])),
  (d) => m.moveCategories(d, [pick(keys(d, category))], pick([null, ...keys(d, category)])),
  (d) => m.stepChannels(d, [pick(keys(d, () => true))], pick([-1, 1])),
  (d) => m.duplicateChannels(d, [pick(keys(d, () => true))])[0],
  (d) => m.removeChannels(d, [pick(keys(d, () => true))], { withChildren: random(2) === 1 }),
  (d) => m.renameChannel(d, pick(keys(d, () => true)), pick(["A b", "Ünï", "x"])),
  (d) => m.syncToCategory(d, [pick(keys(d, () => true))]),
  (d) => m.addRole(d, "New role")[0],
  (d) => m.moveRoles(d, [pick(d.roles).key, pick(d.roles).key], pick([null, ...d.roles.map((one) => one.key)])),
  (d) => m.stepRoles(d, [pick(d.roles).key], pick([-1, 1])),
  (d) => m.duplicateRoles(d, [pick(d.roles).key])[0],
  (d) => m.removeRoles(d, [pick(d.roles).key]),
  (d) => m.setAccess(d, pick(keys(d, () => true)), `role:${pick(d.roles).key}`, 1n << BigInt(random(50)), pick(["allow", "deny", "inherit"])),
  (d) => m.pasteAccess(d, [pick(keys(d, () => true))], pick(d.channels).access, { replace: random(2) === 1 }),
  (d) => m.removeEverywhere(d, `role:${pick(d.roles).key}`),
];
let history = m.started(given.design);
const designs = [given.design];
for (let step = 0; step < given.steps && history.design.channels.length > 8; step += 1) {
  const next = pick(EDITS)(history.design);
  if (next !== history.design) designs.push(next);
  history = m.recorded(history, next, { label: "edit", now: step });
}
