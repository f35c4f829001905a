// Problems the server found, attached to the things they are about. A problem's path leads into the
// design that was checked; here indexes turn into keys, so that it stays right while things move.

/** -> [{id, what, remedy, section, key, field, path}] */
export function placed(problems, design) {
  return problems.map((problem, at) => {
    const [section = null, index, ...rest] = problem.path ?? [];
    const listed = Array.isArray(design?.[section]) && Number.isInteger(index);
    return {
      id: at, what: problem.what, remedy: problem.remedy, line: problem.line || 0, column: problem.column || 0,
      path: problem.path ?? [], section, key: listed ? (design[section][index]?.key ?? null) : null,
      field: listed ? (rest[0] ?? null) : (index ?? null), rest: listed ? rest.slice(1) : rest,
    };
  });
}

/** Counts by "section:key", for the marks beside rows. */
export function countedByThing(problems) {
  const counts = new Map();
  for (const { section, key } of problems) {
    const id = key === null ? section : `${section}:${key}`;
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

export const about = (problems, section, key, field = undefined) =>
  problems.filter((one) => one.section === section && one.key === key && (field === undefined || one.field === field));
